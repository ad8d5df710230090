package banshi.channels.wechat;

import banshi.assistant.Utterance;
import me.chanjar.weixin.common.api.WxConsts.EventType;
import me.chanjar.weixin.common.api.WxConsts.XmlMsgType;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.jspecify.annotations.Nullable;

/** What a message from WeChat asks of us (来信). */
sealed interface Inbound {
    /** To be answered by the assistant: typed, spoken, or an option tapped. */
    record Question(String text) implements Inbound {}

    /** To be answered with words of ours. */
    record Remark(String answer) implements Inbound {}

    /** The citizen unsubscribed: everything held for them goes. */
    record Leaving() implements Inbound {}

    /** Nothing to say. */
    record Notice() implements Inbound {}

    static Inbound of(WxMpXmlMessage message) {
        // an option that was tapped comes as a text, its words being what the option said
        return switch (message.getMsgType()) {
            case XmlMsgType.EVENT -> event(message.getEvent());
            case XmlMsgType.TEXT -> question(message.getContent(), Words.DESCRIBE_INSTEAD);
            case XmlMsgType.VOICE -> question(message.getRecognition(), Words.TYPE_INSTEAD);
            case null, default -> new Remark(Words.DESCRIBE_INSTEAD); // pictures and the like are not fetched
        };
    }

    private static Inbound event(@Nullable String event) {
        return switch (event) {
            case EventType.SUBSCRIBE, EventType.SCAN -> new Remark(Words.GREETING);
            case EventType.UNSUBSCRIBE -> new Leaving();
            case null, default -> new Notice();
        };
    }

    private static Inbound question(@Nullable String text, String ifNone) {
        if (text == null || text.isBlank()) return new Remark(ifNone);
        return text.length() > Utterance.LONGEST ? new Remark(Words.SHORTER) : new Question(text);
    }
}
