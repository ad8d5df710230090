package banshi.assistant.retrieval;

import banshi.assistant.TextKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a release by what they are of (按原文查的句向量), so that a text that was encoded once is not encoded again. Beside the vectors
 * lies a file that has, for each in turn, the {@link TextKey} of its text. Immutable, thread-safe.
 */
public final class VectorsByText {
    private final Map<TextKey, Integer> ordinals;
    private final PassageVectors vectors;

    private VectorsByText(Map<TextKey, Integer> ordinals, PassageVectors vectors) {
        this.ordinals = ordinals;
        this.vectors = vectors;
    }

    /**
     * Writes what the vectors are of.
     *
     * @param texts of the vectors, in their order
     * @throws UncheckedIOException if the file cannot be written
     */
    public static void write(Path file, List<String> texts) {
        var bytes = ByteBuffer.allocate(TextKey.BYTES * texts.size());
        for (var text : texts) TextKey.of(text).write(bytes);
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException("writing what the vectors are of to " + file, e);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is of other vectors than these
     */
    public static VectorsByText read(Path file, PassageVectors vectors) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            if (bytes.remaining() != TextKey.BYTES * vectors.size())
                throw new IllegalArgumentException(file + " has " + bytes.remaining() + " bytes; for " + vectors.size()
                        + " vectors there must be " + TextKey.BYTES * vectors.size());
            var ordinals = new HashMap<TextKey, Integer>();
            for (int i = 0; i < vectors.size(); i++) ordinals.put(TextKey.read(bytes), i);
            return new VectorsByText(ordinals, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException("reading what the vectors are of from " + file, e);
        }
    }

    /** A copy of the vector of a text; null where there is none. */
    public float @Nullable [] of(String text) {
        return of(TextKey.of(text));
    }

    float @Nullable [] of(TextKey key) {
        var ordinal = ordinals.get(key);
        return ordinal == null ? null : vectors.vector(ordinal);
    }
}
