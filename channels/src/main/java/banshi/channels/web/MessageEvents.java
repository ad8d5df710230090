package banshi.channels.web;

import banshi.assistant.answer.PlainText;
import banshi.channels.conversation.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reply as the events of a stream (消息事件): {@code meta}, the words in {@code delta}s, each part as a {@code block}, {@code citations}, {@code done}. The
 * same reply gives the same events with the same ids ({@code <message>.<number>}), so that a stream can be taken up where it broke off.
 */
final class MessageEvents {
    private static final Pattern SENTENCE = Pattern.compile("[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+");

    private final JsonMapper json;
    private final ReplyWriter writer;

    MessageEvents(JsonMapper json, ReplyWriter writer) {
        this.json = json;
        this.writer = writer;
    }

    /**
     * The events after one of them.
     *
     * @param after the number of the last event that was received; −1 for all
     */
    List<byte[]> of(Answered answered, Messages.Key key, int after) {
        var turn = answered.turn();
        var reply = writer.reply(answered, key.session());
        var events = new Events(key.message());
        events.add("meta", new Meta(key.session(), key.message(), answered.id(), reply.release(), reply.act()));
        var words = SENTENCE.matcher(PlainText.of(turn.reply().blocks()));
        while (words.find()) events.add("delta", new Delta(words.group()));
        for (var block : turn.reply().blocks()) events.add("block", WireBlock.of(block));
        if (!reply.sources().isEmpty()) events.add("citations", reply.sources());
        events.add("done", Done.of(reply));
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

    record Meta(String sessionId, String messageId, String turn, String release, String act) {}

    record Delta(String text) {}

    /** How it ended, and what is not among the other events. */
    record Done(
            String outcome,
            String act,
            @Nullable Object matter,
            @Nullable Object aspect,
            double confidence,
            @Nullable Object verdict,
            List<WireBlock.Option> choices,
            String template,
            @Nullable String guide) {
        static Done of(ChatReply reply) {
            return new Done(
                    outcome(reply.act()),
                    reply.act(),
                    reply.matter(),
                    reply.aspect(),
                    reply.confidence(),
                    reply.verdict(),
                    reply.choices(),
                    reply.template(),
                    reply.guide());
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
