package banshi.channels.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply as the events of a stream (消息事件): {@code meta}, the words in {@code delta}s, each part as a {@code block}, {@code citations}, {@code done}. The
 * same reply gives the same events with the same ids ({@code <message>.<number>}), so that a stream can be taken up where it broke off.
 */
final class MessageEvents {
    private static final Pattern SENTENCE = Pattern.compile("[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+");

    private final JsonMapper json;

    MessageEvents(JsonMapper json) {
        this.json = json;
    }

    /**
     * The events after one of them.
     *
     * @param written the reply in JSON, as {@link ReplyWriter} has it
     * @param after the number of the last event that was received; −1 for all
     */
    List<byte[]> of(byte[] written, Messages.Key key, int after) {
        var reply = json.readTree(written);
        var events = new Events(key.message());
        events.add("meta", new Meta(key.session(), key.message(), reply));
        var words = SENTENCE.matcher(reply.path("text").stringValue());
        while (words.find()) events.add("delta", new Delta(words.group()));
        for (var block : reply.path("blocks")) events.add("block", block);
        if (!reply.path("sources").isEmpty()) events.add("citations", reply.path("sources"));
        events.add("done", new Done(reply));
        return events.after(after);
    }

    /** What is told of a failure after the stream has begun. */
    byte[] error(Problem problem) {
        return EventStream.named("error", json.writeValueAsString(problem));
    }

    private final class Events {
        private final String message;
        private final List<byte[]> all = new ArrayList<>();

        Events(String message) {
            this.message = message;
        }

        void add(String name, Object data) {
            all.add(EventStream.event(message + "." + all.size(), name, json.writeValueAsString(data)));
        }

        List<byte[]> after(int number) {
            return all.subList(Math.min(number + 1, all.size()), all.size());
        }
    }

    record Meta(String sessionId, String messageId, JsonNode turn, JsonNode release, JsonNode act) {
        Meta(String session, String message, JsonNode reply) {
            this(session, message, reply.path("turn"), reply.path("release"), reply.path("act"));
        }
    }

    record Delta(String text) {}

    /** How it ended, and what is not among the other events. */
    record Done(
            String outcome,
            JsonNode act,
            JsonNode matter,
            JsonNode aspect,
            JsonNode confidence,
            JsonNode verdict,
            JsonNode choices,
            JsonNode template,
            JsonNode guide) {
        Done(JsonNode reply) {
            this(
                    outcome(reply.path("act").stringValue()),
                    reply.path("act"),
                    reply.path("matter"),
                    reply.path("aspect"),
                    reply.path("confidence"),
                    reply.path("verdict"),
                    reply.path("choices"),
                    reply.path("template"),
                    reply.path("guide"));
        }

        private static String outcome(String act) {
            return switch (act) {
                case "clarify" -> "clarify";
                case "handoff", "emergency" -> "handoff";
                case "decline" -> "refused";
                default -> "answered";
            };
        }
    }
}
