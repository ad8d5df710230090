package banshi.channels.asr;

import banshi.channels.asr.Words.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * FunASR's runtime in two passes: words at once from a streaming model, the sentence again from a better one when it is over. After FunASR's {@code
 * runtime/docs/websocket_protocol.md}, its {@code funasr-wss-server-2pass} and its Python server.
 */
final class FunAsr implements Protocol {
    /** What FunASR's guide advises: longer and more words make it slow and hear them everywhere. */
    private static final int LONGEST_WORD = 10;

    private static final int MOST_WORDS = 1_000;

    private final int sampleRate;
    private final Supplier<Map<String, Integer>> hotwords;

    /** @param hotwords with weights from 1 to 100; none switches them off */
    FunAsr(int sampleRate, Supplier<Map<String, Integer>> hotwords) {
        this.sampleRate = sampleRate;
        this.hotwords = hotwords;
    }

    /** A tenth of the streaming model's chunk of 600 ms: the Python server counts frames, and takes ten for a chunk. */
    @Override
    public int packetMs() {
        return 60;
    }

    @Override
    public String hello(String callId) {
        var hello = new LinkedHashMap<String, Object>();
        hello.put("mode", "2pass");
        hello.put("wav_name", callId);
        hello.put("wav_format", "pcm");
        hello.put("audio_fs", sampleRate);
        hello.put("is_speaking", true);
        hello.put("chunk_size", List.of(5, 10, 5));
        hello.put("chunk_interval", 10);
        hello.put("itn", true);
        var words = chosen();
        if (!words.isEmpty()) hello.put("hotwords", JSON.writeValueAsString(words)); // JSON in a string, so it is
        return JSON.writeValueAsString(hello);
    }

    private Map<String, Integer> chosen() {
        return hotwords.get().entrySet().stream()
                .filter(word -> !word.getKey().isBlank()
                        && word.getKey().codePointCount(0, word.getKey().length()) <= LONGEST_WORD)
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
    }

    @Override
    public byte[] sound(short[] samples) {
        return Sound.littleEndian(samples);
    }

    @Override
    public String goodbye() {
        return "{\"is_speaking\":false}";
    }

    @Override
    public Ear ear() {
        return new TwoPasses();
    }

    /** The first pass is appended word by word, the second replaces all of it (两遍识别). */
    private static final class TwoPasses implements Ear {
        private final StringBuilder draft = new StringBuilder();
        private int sentence;

        /** What {@code is_final} says while there is sound: false, but true from the Python server. */
        private boolean usual;

        private boolean leaving;
        private boolean done;

        @Override
        public List<Words> heard(String message) {
            var read = Protocol.object(message);
            var text = read.path("text").asString("");
            boolean flag = read.path("is_final").asBoolean(usual);
            if (!leaving) usual = flag;
            else if (flag != usual) done = true;
            return switch (read.path("mode").asString("")) {
                case "2pass-online" -> {
                    draft.append(text);
                    yield List.of(new Words(sentence, draft.toString(), false, null, null));
                }
                case "2pass-offline" -> {
                    draft.setLength(0);
                    yield List.of(new Words(sentence++, text, true, span(read.path("timestamp")), null));
                }
                case String mode when mode.isEmpty() && text.isBlank() -> List.of(); // the end, where nothing was left
                default ->
                    throw new Rubbish("a message of neither 2pass-online nor 2pass-offline; is it the 2pass server?");
            };
        }

        /** From {@code "[[380,620],[620,860]]"}, which is a string. */
        private static @Nullable Span span(JsonNode timestamp) {
            var stamps = timestamp;
            if (timestamp.isString()) {
                try {
                    stamps = JSON.readTree(timestamp.asString());
                } catch (JacksonException e) {
                    return null; // the words are what counts
                }
            }
            if (!stamps.isArray() || stamps.isEmpty()) return null;
            return Span.of(
                    stamps.path(0).path(0).asDouble(-1),
                    stamps.path(stamps.size() - 1).path(1).asDouble(-1));
        }

        @Override
        public void saidGoodbye() {
            leaving = true;
        }

        @Override
        public boolean isDone() {
            return done;
        }
    }
}
