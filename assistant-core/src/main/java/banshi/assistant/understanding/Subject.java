package banshi.assistant.understanding;

import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import banshi.corpus.TopicId;

/** What a question can be about (主题): a matter, with or without approved content, several together, or a topic that
 * is none of ours. */
public sealed interface Subject {
    /** Whether somebody may be in danger: a topic that is an emergency. */
    default boolean isDanger() {
        return this instanceof OfTopic(var id, var act) && act == Topic.Act.EMERGENCY;
    }

    /** A matter; {@code answerable} when it has content. */
    record OfMatter(MatterId id, boolean answerable) implements Subject {}

    /** Several matters of several offices that one event of life brings along. */
    record OfBundle(BundleId id) implements Subject {}

    /** A topic and what is done about it. */
    record OfTopic(TopicId id, Topic.Act act) implements Subject {}
}
