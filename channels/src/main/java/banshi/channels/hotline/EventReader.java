package banshi.channels.hotline;

import banshi.assistant.hotline.Speaker;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads events from JSON (通话事件读取). Whatever is sent, it names what is wrong and goes on with the next; nothing of what was sent is repeated. Thread-safe. */
public final class EventReader {
    /** Events that may come together. */
    public static final int MOST = 1_000;

    /** Of what is said at once, in UTF-16 units. */
    public static final int LONGEST_TEXT = 2_000;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String ID_RULE = "must have 1 to 64 of A-Z a-z 0-9 . _ : -";
    private static final Pattern REGION = Pattern.compile("[0-9]{6}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9-]{3,24}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_PHONE_MASKED = 32;
    private static final int LONGEST_REASON = 64;
    private static final int LONGEST_CALL_MS = 7 * 24 * 3_600_000;

    private EventReader() {}

    /** What came is no JSON, or no event and no list of events (不可读). */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String what) {
            super(what);
        }
    }

    /**
     * What one place of a list holds.
     *
     * @param event null where it cannot be told of which call it is
     * @param detail what is wrong, where {@code event} is null; else empty
     */
    public record Place(@Nullable CallEvent event, String detail) {}

    /**
     * JSON, as it came over a wire.
     *
     * @throws Unreadable if it is none
     */
    public static JsonNode json(byte[] body) {
        try {
            return json(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Unreadable("must be UTF-8");
        }
    }

    /** Likewise. */
    public static JsonNode json(String body) {
        try {
            var node = STRICT.readTree(body);
            if (node.isObject() || node.isArray()) return node;
        } catch (JacksonException e) { // its message quotes what was sent
            var at = e.getLocation();
            throw new Unreadable("must be JSON without duplicate fields"
                    + (at == null ? "" : "; line " + at.getLineNr() + ", column " + at.getColumnNr() + " is not"));
        }
        throw new Unreadable("must be an event or a list of events");
    }

    /**
     * The event, or those of the list, in order.
     *
     * @param callId of all of them, where the address tells it; null where each tells its own
     * @throws Unreadable if there are more than {@value #MOST}
     */
    public static List<Place> places(JsonNode json, @Nullable String callId) {
        if (json.size() > MOST && json.isArray())
            throw new Unreadable("has " + json.size() + " events; allowed: 1 to " + MOST);
        return json.isArray()
                ? json.valueStream().map(node -> place(node, callId)).toList()
                : List.of(place(json, callId));
    }

    /** Whether it is an id of a call, or of an utterance. */
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    private static Place place(JsonNode node, @Nullable String expected) {
        if (!node.isObject()) return new Place(null, "must be an object");
        var fields = new Fields(node);
        var told = expected != null && node.path("callId").isMissingNode()
                ? expected
                : fields.match("callId", ID, ID_RULE);
        if (told == null) return new Place(null, fields.wrong());
        if (expected != null && !expected.equals(told))
            return new Place(new CallEvent.Wrong(expected, 0, "callId is not that of the address"), "");
        var event = event(told, fields);
        if (!fields.isSound()) {
            var seq = node.path("seq");
            return new Place(
                    new CallEvent.Wrong(told, seq.isInt() ? Math.max(0, seq.intValue()) : 0, fields.wrong()), "");
        }
        return new Place(event, "");
    }

    private static @Nullable CallEvent event(String callId, Fields fields) {
        var version = fields.optionalNumber("v", 1, 1);
        var type = fields.optionalString("type", 64);
        return switch (type) {
            case "call.started" -> started(callId, fields);
            case "transcript" -> transcript(callId, fields);
            case "call.ended" -> {
                var reason = fields.optionalString("reason", LONGEST_REASON);
                yield new CallEvent.Ended(callId, reason == null || reason.isEmpty() ? "hangup" : reason);
            }
            case null, default -> {
                if (version != null || fields.isSound())
                    fields.refuse("type", "must be call.started, transcript or call.ended");
                yield null;
            }
        };
    }

    private static CallEvent started(String callId, Fields fields) {
        var caller = fields.object("caller");
        var at = fields.moment("ts");
        var agent = fields.optionalMatch("agentId", ACCOUNT, "must have 1 to 64 letters, digits, dots, hyphens");
        var district = fields.optionalMatch("district", REGION, "must be a GB/T 2260 code: six digits");
        var masked = caller.optionalString("phoneMasked", LONGEST_PHONE_MASKED);
        var phone = caller.optionalMatch("phone", PHONE, "must have 3 to 24 digits");
        return new CallEvent.Started(callId, at, masked, phone, agent, district);
    }

    private static @Nullable CallEvent transcript(String callId, Fields fields) {
        var seq = fields.number("seq", 1, Integer.MAX_VALUE - 1);
        var utterance = fields.match("utteranceId", ID, ID_RULE);
        var speaker = fields.optionalString("speaker", 16);
        var text = fields.text("text");
        var isFinal = fields.truth("final");
        var start = fields.optionalNumber("startMs", 0, LONGEST_CALL_MS);
        var end = fields.optionalNumber("endMs", 0, LONGEST_CALL_MS);
        var confidence = fields.optionalShare("confidence");
        Speaker voice = switch (speaker) {
            case "caller" -> Speaker.CALLER;
            case "agent" -> Speaker.AGENT;
            case null, default -> {
                fields.refuse("speaker", "must be caller or agent");
                yield Speaker.CALLER;
            }
        };
        return utterance == null
                ? null
                : new CallEvent.Transcript(callId, seq, utterance, voice, text, isFinal, start, end, confidence);
    }

    /** Reads field by field and remembers what is wrong. */
    private static final class Fields {
        private final JsonNode object;
        private final String prefix;
        private final StringBuilder wrong;

        Fields(JsonNode object) {
            this(object, "", new StringBuilder());
        }

        private Fields(JsonNode object, String prefix, StringBuilder wrong) {
            this.object = object;
            this.prefix = prefix;
            this.wrong = wrong;
        }

        boolean isSound() {
            return wrong.isEmpty();
        }

        String wrong() {
            return wrong.toString();
        }

        void refuse(String field, String rule) {
            if (!wrong.isEmpty()) wrong.append("; ");
            wrong.append(prefix).append(field).append(' ').append(rule);
        }

        private boolean isAbsent(String field) {
            var node = object.path(field);
            return node.isMissingNode() || node.isNull();
        }

        Fields object(String field) {
            if (!isAbsent(field) && !object.path(field).isObject()) refuse(field, "must be an object");
            return new Fields(object.path(field), prefix + field + ".", wrong);
        }

        @Nullable
        String optionalString(String field, int longest) {
            if (isAbsent(field)) return null;
            var node = object.path(field);
            if (node.isString() && node.stringValue().length() <= longest && isWellFormed(node.stringValue()))
                return node.stringValue();
            refuse(field, "must be a string of at most " + longest + " characters");
            return null;
        }

        @Nullable
        String optionalMatch(String field, Pattern form, String rule) {
            if (isAbsent(field)) return null;
            var node = object.path(field);
            if (node.isString() && form.matcher(node.stringValue()).matches()) return node.stringValue();
            refuse(field, rule);
            return null;
        }

        @Nullable
        String match(String field, Pattern form, String rule) {
            if (isAbsent(field)) refuse(field, "is missing; " + rule);
            return optionalMatch(field, form, rule);
        }

        /** May be empty: nothing was understood. */
        String text(String field) {
            if (isAbsent(field)) refuse(field, "is missing");
            var text = optionalString(field, LONGEST_TEXT);
            return text == null ? "" : text;
        }

        boolean truth(String field) {
            var node = object.path(field);
            if (!node.isBoolean()) refuse(field, "must be true or false");
            return node.isBoolean() && node.booleanValue();
        }

        int number(String field, int least, int most) {
            if (isAbsent(field)) refuse(field, "is missing");
            var number = optionalNumber(field, least, most);
            return number == null ? least : number;
        }

        @Nullable
        Integer optionalNumber(String field, int least, int most) {
            if (isAbsent(field)) return null;
            var node = object.path(field);
            if (node.isInt() && node.intValue() >= least && node.intValue() <= most) return node.intValue();
            refuse(field, "must be a whole number, " + least + " to " + most);
            return null;
        }

        @Nullable
        Double optionalShare(String field) {
            if (isAbsent(field)) return null;
            var node = object.path(field);
            if (node.isNumber() && node.doubleValue() >= 0 && node.doubleValue() <= 1) return node.doubleValue();
            refuse(field, "must be a number, 0 to 1");
            return null;
        }

        @Nullable
        Instant moment(String field) {
            var written = optionalString(field, 40);
            if (written == null) return null;
            try {
                return OffsetDateTime.parse(written).toInstant();
            } catch (DateTimeException e) {
                refuse(field, "must be as in 2026-03-02T09:30:00+08:00");
                return null;
            }
        }

        private static boolean isWellFormed(String text) {
            return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }
}
