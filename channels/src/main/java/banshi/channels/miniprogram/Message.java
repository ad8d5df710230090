package banshi.channels.miniprogram;

import banshi.assistant.Utterance;
import banshi.channels.wechat.Xml;
import banshi.channels.wecom.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message or event, however Tencent was told to write it (客服消息). Source: 微信开放文档, 小程序, 接收消息和事件.
 *
 * @param fields by their names in the XML; JSON has the same
 */
record Message(Map<String, String> fields) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static {
        JSON.readTree("{}"); // its readers are made under a lock, which no event loop shall wait for
    }

    /** What a message asks of us. */
    sealed interface Ask {
        /** To be answered by the assistant. */
        record Question(String text) implements Ask {}

        /** To be answered with words of ours. */
        record Remark(String words) implements Ask {}

        /** The citizen has opened the conversation. */
        record Entering() implements Ask {}

        /** Nothing to say. */
        record Notice() implements Ask {}
    }

    /** Reads XML or JSON; nothing where it is neither. */
    static Optional<Message> read(String body) {
        return (body.startsWith("{") ? json(body) : Xml.fields(body)).map(Message::new);
    }

    private static Optional<Map<String, String>> json(String body) {
        try {
            var fields = new HashMap<String, String>();
            JSON.readTree(body).forEachEntry((name, value) -> {
                if (value.isString() || value.isNumber()) fields.put(name, value.asString());
            });
            return Optional.of(fields);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** A field; empty where there is none. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    String openid() {
        return field("FromUserName");
    }

    /** The same when the message is posted again. */
    String key() {
        var number = field("MsgId");
        return number.isEmpty() ? openid() + '\n' + field("CreateTime") + '\n' + field("Event") : number;
    }

    Ask ask() {
        return switch (field("MsgType")) {
            case "event" -> field("Event").equals("user_enter_tempsession") ? new Ask.Entering() : new Ask.Notice();
            case "text" -> {
                var text = field("Content");
                if (text.isBlank()) yield new Ask.Remark(Words.DESCRIBE_INSTEAD);
                yield text.length() > Utterance.LONGEST ? new Ask.Remark(Words.SHORTER) : new Ask.Question(text);
            }
            default -> new Ask.Remark(Words.DESCRIBE_INSTEAD); // pictures and the like are not fetched
        };
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "Message[type=" + field("MsgType") + "]";
    }
}
