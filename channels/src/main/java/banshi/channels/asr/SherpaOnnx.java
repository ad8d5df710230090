package banshi.channels.asr;

import banshi.channels.asr.Words.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * sherpa-onnx's streaming servers, in C++ and in Python: all of a segment so far, under its number. After {@code k2-fsa/sherpa-onnx}, {@code
 * csrc/online-websocket-server-impl.cc} and {@code python-api-examples/streaming_server.py}.
 */
final class SherpaOnnx implements Protocol {
    @Override
    public int packetMs() {
        return 100;
    }

    /** It takes sound only, at the rate that it was started with. */
    @Override
    public @Nullable String hello(String callId) {
        return null;
    }

    @Override
    public byte[] sound(short[] samples) {
        return Sound.floats(samples);
    }

    @Override
    public String goodbye() {
        return "Done";
    }

    @Override
    public Ear ear() {
        return new Segments();
    }

    /** A segment is over when it is said, or when the next one has begun (分段). */
    private static final class Segments implements Ear {
        private @Nullable Words open;
        private boolean done;

        @Override
        public List<Words> heard(String message) {
            if (message.equals("Done!")) {
                done = true;
                return closed();
            }
            var read = Protocol.object(message);
            if (!read.path("text").isString() || !read.path("segment").isIntegralNumber())
                throw new Rubbish("a message without text and segment");
            var words = new Words(
                    read.path("segment").asInt(0),
                    read.path("text").asString(),
                    read.path("is_final").asBoolean(false),
                    span(read),
                    null);
            var news = new ArrayList<Words>();
            if (open != null && words.sentence() > open.sentence()) news.addAll(closed());
            news.add(words);
            if (words.isFinal()) open = null;
            else if (open == null || words.sentence() >= open.sentence()) open = words;
            return news;
        }

        private List<Words> closed() {
            var last = open;
            open = null;
            return last == null
                    ? List.of()
                    : List.of(new Words(last.sentence(), last.text(), true, last.span(), last.confidence()));
        }

        /** The Python server tells no times; the C++ one tells seconds, those of the letters counted from the beginning of the segment. */
        private static @Nullable Span span(JsonNode read) {
            var stamps = read.path("timestamps");
            double start = read.path("start_time").asDouble(Double.NaN);
            return Span.of(
                    (start + stamps.path(0).asDouble(Double.NaN)) * 1000,
                    (start + stamps.path(stamps.size() - 1).asDouble(Double.NaN)) * 1000);
        }

        @Override
        public void saidGoodbye() {}

        @Override
        public boolean isDone() {
            return done;
        }
    }
}
