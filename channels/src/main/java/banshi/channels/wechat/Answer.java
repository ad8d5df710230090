package banshi.channels.wechat;

import banshi.assistant.Reply;
import org.jspecify.annotations.Nullable;

/** What there is to say to one message (答复), before it is known how much room there is. */
sealed interface Answer {
    /** Words of the channel's own; they fit into any message. */
    record Fixed(String words) implements Answer {}

    /**
     * What the assistant replied.
     *
     * @param opening said before it; empty for nothing
     * @param guide address of the guided application that it may begin; null for none
     */
    record Replied(String opening, Reply reply, @Nullable String guide) implements Answer {
        Replied opened(String words) {
            return new Replied(words, reply, guide);
        }
    }
}
