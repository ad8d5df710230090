package banshi.channels.wecom;

import banshi.assistant.Utterance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a message or event that was fetched asks of us (来信). Source: 企业微信开发者中心, 微信客服, 接收消息和事件.
 *
 * @param id by which it is known when it comes again
 * @param sent when, by WeCom's clock
 */
record Inbound(String id, Citizen citizen, Instant sent, Ask ask) {
    private static final int FROM_CITIZEN = 3;

    /** What is asked. */
    sealed interface Ask {
        /**
         * To be answered by the assistant.
         *
         * @param menuId of the choice that was tapped; null where the citizen wrote
         */
        record Question(String text, @Nullable String menuId) implements Ask {}

        /** To be answered with words of ours. */
        record Remark(String words) implements Ask {}

        /** The citizen has opened the conversation; {@code code} lets us say something within 20 s. */
        record Entering(String code) implements Ask {}

        /** What we sent did not arrive. */
        record Undelivered() implements Ask {}

        /** Nothing to say. */
        record Notice() implements Ask {}
    }

    static Inbound of(JsonNode message, String openKfid) {
        var event = message.path("event");
        var userid = message.path("external_userid").asString("");
        if (userid.isEmpty()) userid = event.path("external_userid").asString("");
        return new Inbound(
                message.path("msgid").asString(""),
                new Citizen(openKfid, userid),
                Instant.ofEpochSecond(message.path("send_time").asLong(0)),
                userid.isEmpty() ? new Ask.Notice() : ask(message, event));
    }

    private static Ask ask(JsonNode message, JsonNode event) {
        var type = message.path("msgtype").asString("");
        if (type.equals("event")) return ask(event);
        if (message.path("origin").asInt(0) != FROM_CITIZEN) return new Ask.Notice(); // staff write too
        if (!type.equals("text"))
            return new Ask.Remark(Words.DESCRIBE_INSTEAD); // pictures and the like are not fetched
        var text = message.path("text").path("content").asString("");
        if (text.isBlank()) return new Ask.Remark(Words.DESCRIBE_INSTEAD);
        if (text.length() > Utterance.LONGEST) return new Ask.Remark(Words.SHORTER);
        var menuId = message.path("text").path("menu_id").asString("");
        return new Ask.Question(text, menuId.isEmpty() ? null : menuId);
    }

    private static Ask ask(JsonNode event) {
        return switch (event.path("event_type").asString("")) {
            case "enter_session" -> {
                var code = event.path("welcome_code").asString(""); // none where they were here a moment ago
                yield code.isEmpty() ? new Ask.Notice() : new Ask.Entering(code);
            }
            case "msg_send_fail" -> new Ask.Undelivered();
            default -> new Ask.Notice();
        };
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "Inbound[id=" + id + ", citizen=" + citizen + ", sent=" + sent + "]";
    }
}
