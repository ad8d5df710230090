package banshi.assistant.retrieval;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.util.VectorUtil;

/**
 * The vectors of all passages (片段向量), compared by brute force: int8 with SIMD over all, exact floats where asked. Exact enough
 * and fastest up to some 50,000 passages (FEASIBILITY §4). Immutable, thread-safe.
 *
 * <p>int8: q = round(127 v / max|v|), with one scale for all passages and one of its own for each question: a question may be more
 * peaked than any passage. Read from a file, only the int8 vectors are in the heap; the exact ones stay mapped.
 */
public final class PassageVectors {
    private static final int HEADER = 12;

    private final int dimensions;
    private final float scale;
    private final byte[][] rough;
    /** One after another. */
    private final FloatBuffer exact;

    /**
     * Copies vectors of norm 1.
     *
     * @param vectors by passage ordinal
     */
    public PassageVectors(float[][] vectors) {
        dimensions = vectors.length == 0 ? 0 : vectors[0].length;
        exact = FloatBuffer.allocate(vectors.length * dimensions);
        for (float[] vector : vectors) exact.put(vector);
        scale = scale(vectors);
        rough = new byte[vectors.length][];
        for (int i = 0; i < vectors.length; i++) rough[i] = quantized(vectors[i], scale);
    }

    private PassageVectors(int dimensions, float scale, byte[][] rough, FloatBuffer exact) {
        this.dimensions = dimensions;
        this.scale = scale;
        this.rough = rough;
        this.exact = exact;
    }

    /** How many passages. */
    public int size() {
        return rough.length;
    }

    /** The sum of products of two vectors of one length; of norm 1 each, their cosine. */
    public static float dot(float[] a, float[] b) {
        return VectorUtil.dotProduct(a, b);
    }

    /** Makes the norm of a vector 1, in place; one of nothing but zeros stays as it is. */
    public static float[] normalized(float[] vector) {
        double sum = 0;
        for (float v : vector) sum += (double) v * v;
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-12)));
        for (int i = 0; i < vector.length; i++) vector[i] *= scale;
        return vector;
    }

    /** The exact cosine of a passage and a vector of norm 1. */
    public float cosine(int ordinal, float[] vector) {
        return VectorUtil.dotProduct(vector(ordinal), vector);
    }

    /**
     * The cosines of all passages to a vector of norm 1, within about 0.01.
     *
     * @return by ordinal
     */
    public float[] cosines(float[] vector) {
        return rounded(vector).cosines();
    }

    /** A vector of norm 1, made ready to be compared with some of the passages and not with all. */
    public Rounded rounded(float[] vector) {
        return new Rounded(vector);
    }

    /** A vector rounded as the passages are (取整的向量); its cosines are within about 0.01. */
    public final class Rounded {
        private final byte[] bytes;
        private final float unit;

        private Rounded(float[] vector) {
            float own = scale(vector);
            bytes = quantized(vector, own);
            unit = scale * own;
        }

        /** With one passage. */
        public float cosine(int ordinal) {
            return VectorUtil.dotProduct(rough[ordinal], bytes) * unit;
        }

        /** With all of them, by ordinal. */
        public float[] cosines() {
            var cosines = new float[rough.length];
            for (int i = 0; i < cosines.length; i++) cosines[i] = cosine(i);
            return cosines;
        }
    }

    /** A copy of the exact vector of a passage. */
    public float[] vector(int ordinal) {
        var vector = new float[dimensions];
        exact.get(ordinal * dimensions, vector);
        return vector;
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
     * Writes, little-endian: count, dimensions (ints), scale (float), the int8 vectors, the exact ones (floats).
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void write(Path file) {
        var piece =
                ByteBuffer.allocate(Math.max(HEADER, dimensions * Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            piece.putInt(size()).putInt(dimensions).putFloat(scale);
            out.write(piece.array(), 0, HEADER);
            for (byte[] vector : rough) out.write(vector);
            for (int i = 0; i < size(); i++) {
                piece.clear().asFloatBuffer().put(0, exact, i * dimensions, dimensions);
                out.write(piece.array(), 0, dimensions * Float.BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing vectors to " + file, e);
        }
    }

    /**
     * Reads what {@link #write} has written. The file stays mapped until this is garbage.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is not such a file
     */
    public static PassageVectors read(Path file) {
        try (var channel = FileChannel.open(file)) {
            var buffer = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            boolean headed = buffer.remaining() >= HEADER;
            int count = headed ? buffer.getInt() : -1;
            int dimensions = headed ? buffer.getInt() : -1;
            float scale = headed ? buffer.getFloat() : 0;
            if (count < 0 || dimensions < 0 || buffer.remaining() != (long) count * dimensions * 5)
                throw new IllegalArgumentException(file + " is cut short or no vector file");
            var rough = new byte[count][dimensions];
            for (byte[] vector : rough) buffer.get(vector);
            return new PassageVectors(dimensions, scale, rough, buffer.asFloatBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException("reading vectors from " + file, e);
        }
    }
}
