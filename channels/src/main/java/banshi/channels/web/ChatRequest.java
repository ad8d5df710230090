package banshi.channels.web;

import banshi.assistant.Utterance;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a body. Fields that are not ours are passed over; {@code null} in an optional field means that it is absent.
     *
     * @throws BadInput with every field that is wrong
     */
    static ChatRequest parse(byte[] body) {
        return new Fields(object(decode(body))).request(true);
    }

    /** Likewise, of a question that belongs to no conversation. */
    static ChatRequest parseQuestion(byte[] body) {
        return new Fields(object(decode(body))).request(false);
    }

    Utterance utterance(LocalDate day) {
        return new Utterance(text, channel, region, day);
    }

    private static String decode(byte[] body) {
        if (body.length == 0) throw new BadInput("body", "must not be empty: a JSON object with conversation and text");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("body", "must be UTF-8");
        }
    }

    private static JsonNode object(String json) {
        try {
            var node = STRICT.readTree(json);
            if (node.isObject()) return node;
        } catch (JacksonException e) {
            // the parser's own message quotes what was sent; say only where
            var at = e.getLocation();
            var where = at == null ? "" : "; line " + at.getLineNr() + ", column " + at.getColumnNr() + " is not";
            throw new BadInput("body", "must be one JSON object without duplicate fields" + where);
        }
        throw new BadInput("body", "must be a JSON object");
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
