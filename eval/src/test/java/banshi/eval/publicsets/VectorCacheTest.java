package banshi.eval.publicsets;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.retrieval.SentenceEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorCacheTest {
    @TempDir
    Path folder;

    @Test
    void encodesATextOnceAndForAll() {
        var encoder = new Counting("one");
        try (var cache = new VectorCache(encoder, folder)) {
            assertThat(cache.encode("户口")).containsExactly(2, 25143);
            assertThat(cache.encode("户口")).containsExactly(2, 25143);
        }
        try (var cache = new VectorCache(encoder, folder)) {
            assertThat(cache.encode("户口")).containsExactly(2, 25143);
        }
        assertThat(encoder.calls).hasValue(1);
    }

    @Test
    void doesNotMixUpEncoders() {
        var other = new Counting("two");
        try (var cache = new VectorCache(new Counting("one"), folder);
                var fresh = new VectorCache(other, folder)) {
            cache.encode("户口");
            fresh.encode("户口");
        }
        assertThat(other.calls).hasValue(1);
    }

    @Test
    void encodesAllOnManyThreads() {
        var encoder = new Counting("one");
        var texts = IntStream.range(0, 250).mapToObj(i -> "文" + i % 200).toList();
        var told = new ConcurrentLinkedQueue<Integer>();
        try (var cache = new VectorCache(encoder, folder)) {
            cache.encodeAll(texts, told::add);
            for (String text : texts) assertThat(cache.encode(text)).containsExactly(text.length(), text.charAt(0));
        }
        assertThat(encoder.calls).hasValue(200);
        assertThat(told).containsExactlyInAnyOrder(100, 0);
    }

    @Test
    void cutsOffWhatABrokenRunLeft() throws IOException {
        try (var cache = new VectorCache(new Counting("one"), folder)) {
            cache.encode("户口");
        }
        Path file;
        try (var files = Files.list(folder)) {
            file = files.toList().getFirst();
        }
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        var encoder = new Counting("one");
        try (var cache = new VectorCache(encoder, folder)) {
            cache.encode("护照");
        }
        try (var cache = new VectorCache(encoder, folder)) {
            for (String text : List.of("户口", "护照"))
                assertThat(cache.encode(text)).containsExactly(text.length(), text.charAt(0));
        }
        assertThat(encoder.calls).hasValue(1);
    }

    /** The vector of a text is its length and its first character. */
    static final class Counting implements SentenceEncoder {
        final AtomicInteger calls = new AtomicInteger();
        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public float[] encode(String text) {
            calls.incrementAndGet();
            return new float[] {text.length(), text.charAt(0)};
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public String fingerprint() {
            return name;
        }
    }
}
