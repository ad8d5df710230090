package banshi.assistant.hotline;

import banshi.assistant.Dialogue;
import banshi.assistant.understanding.Subject;
import banshi.corpus.AspectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered of a call between two utterances (通话状态). Immutable, small; never stored: whoever has the transcript can have it again.
 *
 * @param dialogue what was spoken of; the situation it has as asked is what the agent asked last
 * @param shown the cards that hold now, the most important first, at most {@value #MOST_SHOWN}
 * @param agentSaid what the agent said last, which the caller may affirm; null where the caller has spoken since
 * @param named what the agent spoke of then; null where it was nothing that we know
 * @param expected the option that the agent's question named (您户口在本地吗 → local); null where it named none
 * @param openWords in which it was asked for, at most 80 characters; null before
 * @param spokenOf what the call was about so far, in order, each matter and topic once, at most {@value #MOST_SPOKEN_OF}
 * @param open the aspect that was asked for last, which holds on when it turns out that another matter is the right one; null before anything was asked
 */
public record CallState(
        Dialogue dialogue,
        List<Suggestion> shown,
        @Nullable String agentSaid,
        @Nullable Named named,
        @Nullable String expected,
        @Nullable AspectId open,
        @Nullable String openWords,
        List<SpokenOf> spokenOf) {
    /** As many as an agent takes in while somebody speaks. */
    public static final int MOST_SHOWN = 3;

    static final int MOST_SPOKEN_OF = 12;

    /** The beginning. */
    public static final CallState NEW = new CallState(Dialogue.NEW, List.of(), null, null, null, null, null, List.of());

    public CallState {
        shown = List.copyOf(shown);
        spokenOf = List.copyOf(spokenOf);
    }

    /**
     * Something that the agent spoke of (坐席所指), which the caller may affirm or deny.
     *
     * @param p how likely, 0..1
     * @param utterance its id
     */
    public record Named(Subject subject, double p, String utterance) {}

    /**
     * Something that the call was about (通话主题).
     *
     * @param p how likely it was when it was likeliest, 0..1
     * @param aspects that were asked of it, in order; empty where it was only named
     * @param utterances the ids of those that it follows from, in order
     * @param named how likely the agent spoke of it, where he did likeliest, 0..1
     */
    public record SpokenOf(Subject subject, double p, List<AspectId> aspects, List<String> utterances, double named) {
        public SpokenOf {
            aspects = List.copyOf(aspects);
            utterances = List.copyOf(utterances);
        }
    }

    /** All but what was said. */
    @Override
    public String toString() {
        return "CallState[dialogue=" + dialogue + ", shown="
                + shown.stream().map(Suggestion::key).toList() + ", expected=" + expected + ", open=" + open + "]";
    }
}
