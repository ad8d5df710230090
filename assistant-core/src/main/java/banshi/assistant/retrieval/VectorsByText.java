package banshi.assistant.retrieval;

import banshi.assistant.TextKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of a release by what they are of (按原文查的句向量), so that a text that was encoded once is not encoded again. Beside the vectors
 * lies a file that has, for each in turn, the {@link TextKey} of its text. Immutable, thread-safe.
 */
public final class VectorsByText {
    /** No text that is missing is looked for further than this behind the last one found: so many may be gone at once. */
    private static final int FAR = 1_000;

    private final List<TextKey> keys;
    private final Map<TextKey, Integer> ordinals = new HashMap<>();
    private final PassageVectors vectors;

    private VectorsByText(List<TextKey> keys, PassageVectors vectors) {
        this.keys = List.copyOf(keys);
        for (int i = 0; i < keys.size(); i++) ordinals.put(keys.get(i), i);
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
            var keys = new ArrayList<TextKey>(vectors.size());
            for (int i = 0; i < vectors.size(); i++) keys.add(TextKey.read(bytes));
            return new VectorsByText(keys, vectors);
        } catch (IOException e) {
            throw new UncheckedIOException("reading what the vectors are of from " + file, e);
        }
    }

    /**
     * Where texts stand among those of the vectors, in the same order.
     *
     * @return the ordinal of each, ascending, or -1 where it is not there; where an order was changed, not all are found that are
     */
    public int[] standing(List<String> texts) {
        var standing = new int[texts.size()];
        int from = 0;
        for (int i = 0; i < standing.length; i++) {
            int at = next(TextKey.of(texts.get(i)), from);
            standing[i] = at;
            if (at >= 0) from = at + 1;
        }
        return standing;
    }

    private int next(TextKey key, int from) {
        for (int at = from, end = Math.min(keys.size(), from + FAR); at < end; at++)
            if (keys.get(at).equals(key)) return at;
        return -1;
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
