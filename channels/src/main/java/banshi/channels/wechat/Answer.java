package banshi.channels.wechat;

import banshi.assistant.Reply;
import org.jspecify.annotations.Nullable;

/** What there is to say to one message (答复). */
sealed interface Answer {
    /** All of it that fits into one message. */
    String words();

    /** Words of the channel's own. */
    record Fixed(String words) implements Answer {}

    /**
     * What the assistant replied, as {@link WechatText} writes it; also there to be written otherwise.
     *
     * @param opening said before it; empty for nothing
     * @param guide address of the guided application that it may begin; null for none
     */
    record Replied(
            String words,
            String opening,
            Reply reply,
            @Nullable String guide) implements Answer {}
}
