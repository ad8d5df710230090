package banshi.channels.web;

import banshi.assistant.Utterance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a chat request (对话请求), checked. */
record ChatRequest(
        String conversation,
        String text,
        Utterance.Channel channel,
        @Nullable String region) {
    /** The longest name of a conversation, in UTF-16 units. */
    static final int LONGEST_CONVERSATION = 200;

    /** The largest body, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final List<String> CHANNELS = List.of("web", "wechat", "hotline", "kiosk");

    /**
     * Reads a body. Fields that are not ours are passed over; {@code null} in an optional field means that it is absent.
     *
     * @throws BadInput with every field that is wrong
     */
    static ChatRequest parse(byte[] body) {
        return new Fields(JsonBody.object(body)).request(true);
    }

    /** Likewise, of a question that belongs to no conversation. */
    static ChatRequest parseQuestion(byte[] body) {
        return new Fields(JsonBody.object(body)).request(false);
    }

    Utterance utterance(LocalDate day) {
        return new Utterance(text, channel, region, day);
    }

    /** Reads field by field and collects what is wrong. */
    private static final class Fields {
        private final JsonNode object;
        private final List<Problem.Field> wrong = new ArrayList<>();

        Fields(JsonNode object) {
            this.object = object;
        }

        ChatRequest request(boolean inConversation) {
            var conversation = inConversation ? required("conversation", LONGEST_CONVERSATION) : "";
            var text = required("text", Utterance.LONGEST);
            var channel = optional("channel");
            if (channel != null && !CHANNELS.contains(channel)) refuse("channel", "must be one of " + CHANNELS);
            var region = optional("region");
            if (region != null && !region.matches("[0-9]{6}")) refuse("region", "must be a GB/T 2260 code: six digits");
            if (!wrong.isEmpty()) throw new BadInput(wrong);
            var from = channel == null ? "web" : channel;
            return new ChatRequest(
                    conversation, text, Utterance.Channel.valueOf(from.toUpperCase(Locale.ROOT)), region);
        }

        private String required(String field, int longest) {
            var value = optional(field);
            var rule = "must have 1 to " + longest + " characters, one of them visible";
            if (value == null) {
                if (object.path(field).isMissingNode() || object.path(field).isNull())
                    refuse(field, "is missing; " + rule);
                return "";
            }
            if (value.length() > longest || !visible(value)) refuse(field, rule);
            else if (!wellFormed(value)) refuse(field, "must not hold half a surrogate pair");
            return value;
        }

        private @Nullable String optional(String field) {
            var node = object.path(field);
            if (node.isMissingNode() || node.isNull()) return null;
            if (node.isString()) return node.stringValue();
            refuse(field, "must be a string");
            return null;
        }

        private void refuse(String field, String message) {
            wrong.add(new Problem.Field(field, message));
        }
    }

    /** Whether somebody could have said it: not too long, something visible, no half characters. */
    static boolean isSayable(String text, int longest) {
        return text.length() <= longest && visible(text) && wellFormed(text);
    }

    private static boolean visible(String text) {
        return text.codePoints().anyMatch(c -> switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        });
    }

    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
