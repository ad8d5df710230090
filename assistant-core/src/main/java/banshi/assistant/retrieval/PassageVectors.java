package banshi.assistant.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.util.VectorUtil;

/**
 * The vectors of all passages (片段向量), compared by brute force: int8 with SIMD over all, exact floats where asked. Exact enough
 * and fastest up to some 50,000 passages (FEASIBILITY §4). Immutable, thread-safe.
 *
 * <p>int8: q = round(127 v / max|v|), with one scale for all passages and one of its own for each question: a question may be more
 * peaked than any passage.
 */
public final class PassageVectors {
    private final float[][] exact;
    private final byte[][] rough;
    private final float scale;

    /**
     * Takes vectors of norm 1 over; they are not copied.
     *
     * @param vectors by passage ordinal
     */
    public PassageVectors(float[][] vectors) {
        exact = vectors;
        scale = scale(vectors);
        rough = new byte[vectors.length][];
        for (int i = 0; i < vectors.length; i++) rough[i] = quantized(vectors[i], scale);
    }

    /** How many passages. */
    public int size() {
        return exact.length;
    }

    /** The exact cosine of a passage and a vector of norm 1. */
    public float cosine(int ordinal, float[] vector) {
        return VectorUtil.dotProduct(exact[ordinal], vector);
    }

    /**
     * The cosines of all passages to a vector of norm 1, within about 0.01.
     *
     * @return by ordinal
     */
    public float[] cosines(float[] vector) {
        float own = scale(vector);
        var question = quantized(vector, own);
        var cosines = new float[rough.length];
        float unit = scale * own;
        for (int i = 0; i < rough.length; i++) cosines[i] = VectorUtil.dotProduct(rough[i], question) * unit;
        return cosines;
    }

    /** The vector of a passage; not to be changed. */
    public float[] vector(int ordinal) {
        return exact[ordinal];
    }

    private static float scale(float[]... vectors) {
        float max = 1e-6f;
        for (float[] vector : vectors) for (float v : vector) max = Math.max(max, Math.abs(v));
        return max / 127f;
    }

    private static byte[] quantized(float[] vector, float scale) {
        var bytes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) bytes[i] = (byte) Math.round(vector[i] / scale);
        return bytes;
    }

    /**
     * Writes the exact vectors: two ints (count, dimensions), then floats, all little-endian.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Path file) {
        int dimensions = exact.length == 0 ? 0 : exact[0].length;
        var buffer = ByteBuffer.allocate(8 + exact.length * dimensions * 4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(exact.length).putInt(dimensions);
        for (float[] vector : exact) for (float v : vector) buffer.putFloat(v);
        try {
            Files.write(file, buffer.array());
        } catch (IOException e) {
            throw new UncheckedIOException("writing vectors to " + file, e);
        }
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not such a file
     */
    public static PassageVectors read(Path file) {
        ByteBuffer buffer;
        try {
            buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("reading vectors from " + file, e);
        }
        boolean headed = buffer.remaining() >= 8;
        int count = headed ? buffer.getInt() : -1;
        int dimensions = headed ? buffer.getInt() : -1;
        if (count < 0 || dimensions < 0 || buffer.remaining() != (long) count * dimensions * 4)
            throw new IllegalArgumentException(file + " is cut short or no vector file");
        var vectors = new float[count][dimensions];
        var floats = buffer.asFloatBuffer();
        for (float[] vector : vectors) floats.get(vector);
        return new PassageVectors(vectors);
    }
}
