package banshi.channels.asr;

import banshi.channels.asr.Words.Span;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Vosk's server: each frame of sound is answered, by all of the sentence so far or by its end. After {@code alphacep/vosk-server}, {@code websocket/asr_server.py}. */
final class Vosk implements Protocol {
    private final int sampleRate;

    Vosk(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** Each packet is answered; five answers a second are as many as anybody reads. */
    @Override
    public int packetMs() {
        return 200;
    }

    @Override
    public String hello(String callId) {
        return "{\"config\":{\"sample_rate\":" + sampleRate + "}}";
    }

    @Override
    public byte[] sound(short[] samples) {
        return Sound.littleEndian(samples);
    }

    /** To the letter: the server compares it with this. */
    @Override
    public String goodbye() {
        return "{\"eof\" : 1}";
    }

    @Override
    public Ear ear() {
        return new Sentences();
    }

    /** One sentence after the other (逐句). */
    private static final class Sentences implements Ear {
        private int sentence;

        @Override
        public List<Words> heard(String message) {
            var read = Protocol.object(message);
            if (read.has("partial"))
                return List.of(new Words(sentence, read.path("partial").asString(""), false, null, null));
            var best = read.path("alternatives").isArray()
                    ? read.path("alternatives").path(0)
                    : read;
            if (!best.path("text").isString()) throw new Rubbish("a message with neither partial nor text");
            var words = best.path("result");
            return List.of(new Words(sentence++, best.path("text").asString(), true, span(words), confidence(words)));
        }

        private static @Nullable Span span(JsonNode words) {
            return Span.of(
                    words.path(0).path("start").asDouble(-1) * 1000,
                    words.path(words.size() - 1).path("end").asDouble(-1) * 1000);
        }

        private static @Nullable Double confidence(JsonNode words) {
            var known = StreamSupport.stream(words.spliterator(), false)
                    .mapToDouble(word -> word.path("conf").asDouble(-1))
                    .filter(confidence -> confidence >= 0 && confidence <= 1)
                    .average();
            return known.isPresent() ? known.getAsDouble() : null;
        }

        @Override
        public void saidGoodbye() {}

        /** It closes the connection behind its last sentence. */
        @Override
        public boolean isDone() {
            return false;
        }
    }
}
