package banshi.assistant.retrieval;

import java.util.List;
import java.util.Set;

/**
 * The weights of an int8 model as the floats they stand for (量化权重), read and written in place. Not thread-safe.
 *
 * <p>The rule is that of the published model, whose bytes it gives when it is fed the published float weights. Weight matrices:
 * signed, one scale a column and 7 bits, for 8 may overflow on processors without VNNI: scale = max|w| / 64, q = rint(w / scale).
 * Embedding tables: scale = 2 max|w| / 255, q = rint(w / scale) + 128. Everything else is float.
 */
public final class QuantizedWeights {
    private static final String STEPS = "_quantized";
    private static final String SCALE = "_scale";
    private static final float MATRIX_LEVELS = 64;
    private static final int TABLE_LEVELS = 255;
    private static final int TABLE_ZERO = 128;

    private final OnnxWeights file;

    /**
     * Reads the weights of a model file.
     *
     * @param model is changed by {@link #put}
     * @throws IllegalArgumentException if it is no ONNX file
     */
    public QuantizedWeights(byte[] model) {
        file = new OnnxWeights(model);
    }

    /** The names of the weight matrices, in the order of the file. */
    public List<String> matrices() {
        return file.names().stream()
                .filter(name -> name.endsWith(STEPS) && file.isSigned(name))
                .map(name -> name.substring(0, name.length() - STEPS.length()))
                .toList();
    }

    /** Whether a tensor of this name, int8 or float, is there. */
    public boolean has(String name) {
        Set<String> names = file.names();
        return names.contains(name) || names.contains(name + STEPS);
    }

    /** Its sizes, outermost first. */
    public List<Integer> shape(String name) {
        return file.shape(file.has(name) ? name : name + STEPS);
    }

    /** A copy of its numbers, row by row. */
    public float[] values(String name) {
        if (file.has(name)) return file.floats(name);
        var steps = file.raw(name + STEPS);
        var scales = file.floats(name + SCALE);
        var values = new float[steps.length];
        if (file.isSigned(name + STEPS)) {
            for (int i = 0; i < steps.length; i += scales.length)
                for (int c = 0; c < scales.length; c++) values[i + c] = steps[i + c] * scales[c];
        } else {
            for (int i = 0; i < steps.length; i++) values[i] = ((steps[i] & 0xff) - TABLE_ZERO) * scales[0];
        }
        return values;
    }

    /**
     * Writes its numbers, rounded by the rule where the tensor is int8.
     *
     * @throws IllegalArgumentException if there are more or fewer than before
     */
    public void put(String name, float[] values) {
        if (file.has(name)) file.putFloats(name, values);
        else if (file.isSigned(name + STEPS)) putMatrix(name, values);
        else putTable(name, values);
    }

    private void putMatrix(String name, float[] values) {
        int columns = file.shape(name + STEPS).getLast();
        var scales = new float[columns];
        for (int i = 0; i < values.length; i += columns)
            for (int c = 0; c < columns; c++) scales[c] = Math.max(scales[c], Math.abs(values[i + c]));
        for (int c = 0; c < columns; c++) scales[c] /= MATRIX_LEVELS;
        var steps = new byte[values.length];
        for (int i = 0; i < values.length; i += columns)
            for (int c = 0; c < columns; c++) steps[i + c] = (byte) Math.rint(values[i + c] / scales[c]);
        file.putRaw(name + STEPS, steps);
        file.putFloats(name + SCALE, scales);
    }

    private void putTable(String name, float[] values) {
        float largest = 0;
        for (float value : values) largest = Math.max(largest, Math.abs(value));
        float scale = 2 * largest / TABLE_LEVELS;
        var steps = new byte[values.length];
        for (int i = 0; i < values.length; i++)
            steps[i] = (byte) Math.clamp((int) Math.rint(values[i] / scale) + TABLE_ZERO, 0, TABLE_LEVELS);
        file.putRaw(name + STEPS, steps);
        file.putFloats(name + SCALE, new float[] {scale});
    }
}
