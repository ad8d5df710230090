package banshi.assistant.dialogue;

import banshi.assistant.Candidate;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.TopicId;
import java.util.List;

/** What the assistant decides to do (下一步), before any words are found for it. */
public sealed interface Move {
    /** Answer this reading (答复). */
    record Answer(Candidate reading) implements Move {}

    /** Ask which of two to four readings is meant (澄清). */
    record Clarify(List<Candidate> readings) implements Move {
        public Clarify {
            readings = List.copyOf(readings);
        }
    }

    /** Tell what an event of life brings along (联办). */
    record Together(BundleId bundle) implements Move {}

    /** A matter without approved content: pass on to its hotline (转人工). */
    record PassOn(MatterId matter) implements Move {}

    /** Do what the topic says (话题). */
    record Address(TopicId topic) implements Move {}

    /** Nothing published is near it (听不懂). */
    record GiveUp() implements Move {}
}
