package banshi.assistant.understanding;

import banshi.assistant.retrieval.PassageVectors;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a class from the sentence vector (语义读法): multinomial logistic regression that begins with what the classes are called,
 * which is worth eleven points where examples are few. Immutable, thread-safe; some 50 µs for 300 classes.
 *
 * <p>Learned by AdaGrad in a {@link LearningOrder}. Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods", 2011.
 */
final class MeaningHead {
    private static final int EPOCHS = 3;
    private static final float RATE = 0.15f;
    private static final float LEAST_ERROR = 1e-3f;
    /** How strongly a name speaks for its class at the start. */
    private static final float NAME_SCALE = 16;

    private final float[][] weights;
    private final float[] bias;

    private MeaningHead(float[][] weights, float[] bias) {
        this.weights = weights;
        this.bias = bias;
    }

    /** A labelled vector of norm 1. */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the training loop, never compared
    record Example(float[] vector, int label) {}

    /** Natural logarithms of probabilities that add up to 1, by class. */
    float[] read(float[] vector) {
        var scores = new float[bias.length];
        for (int c = 0; c < scores.length; c++) scores[c] = bias[c] + PassageVectors.dot(weights[c], vector);
        Softmax.logarithms(scores);
        return scores;
    }

    /**
     * Learns; some three seconds for 60,000 examples of 300 classes. The same examples give the same head, to the bit.
     *
     * @param order of the examples
     * @param names by class, of norm 1; null for a class that has none
     */
    static MeaningHead learn(List<Example> examples, LearningOrder order, float[] @Nullable [] names, int dimensions) {
        var lesson = new Lesson(names, dimensions);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            float rate = RATE * (EPOCHS - epoch) / EPOCHS;
            for (int i : order.of(epoch)) lesson.step(examples.get(i), rate);
        }
        return lesson.learned();
    }

    /**
     * Weights that are being learned, by dimension: all classes are scored side by side, which a processor does sixteen at a time and, other
     * than a sum over the dimensions of one class, always in the same order ({@link PassageVectors#dot} has none that is fixed).
     */
    private static final class Lesson {
        private final int classes;
        private final float[][] weights;
        private final float[] bias;
        private final float[] squares;
        private final float[] scores;
        private final int[] wrong;
        private final float[] by;

        Lesson(float[] @Nullable [] names, int dimensions) {
            classes = names.length;
            weights = new float[dimensions][classes];
            for (int c = 0; c < classes; c++) {
                var name = names[c];
                if (name != null) for (int d = 0; d < dimensions; d++) weights[d][c] = NAME_SCALE * name[d];
            }
            bias = new float[classes];
            squares = new float[classes];
            scores = new float[classes];
            wrong = new int[classes];
            by = new float[classes];
        }

        void step(Example example, float rate) {
            var v = example.vector();
            score(v);
            Softmax.probabilities(scores);
            scores[example.label()] -= 1;
            int count = 0;
            for (int c = 0; c < classes; c++) {
                float error = scores[c];
                if (Math.abs(error) < LEAST_ERROR) continue;
                squares[c] += error * error / v.length; // a vector of norm 1: so much in each dimension
                wrong[count] = c;
                by[count] = rate * error / (float) (Math.sqrt(squares[c]) + 1e-4);
                bias[c] -= by[count++] / v.length;
            }
            for (int d = 0; d < v.length; d++) {
                var w = weights[d];
                for (int i = 0; i < count; i++) w[wrong[i]] -= by[i] * v[d];
            }
        }

        private void score(float[] v) {
            System.arraycopy(bias, 0, scores, 0, classes);
            int d = 0;
            for (; d + 4 <= v.length; d += 4)
                add(
                        scores,
                        weights[d],
                        v[d],
                        weights[d + 1],
                        v[d + 1],
                        weights[d + 2],
                        v[d + 2],
                        weights[d + 3],
                        v[d + 3]);
            for (; d < v.length; d++) add(scores, weights[d], v[d]);
        }

        private static void add(
                float[] to, float[] a, float p, float[] b, float q, float[] c, float r, float[] d, float s) {
            for (int i = 0; i < to.length; i++) to[i] = to[i] + a[i] * p + b[i] * q + c[i] * r + d[i] * s;
        }

        private static void add(float[] to, float[] a, float p) {
            for (int i = 0; i < to.length; i++) to[i] += a[i] * p;
        }

        MeaningHead learned() {
            var byClass = new float[classes][weights.length];
            for (int d = 0; d < weights.length; d++) for (int c = 0; c < classes; c++) byClass[c][d] = weights[d][c];
            return new MeaningHead(byClass, bias);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(bias.length);
        out.writeInt(weights.length == 0 ? 0 : weights[0].length);
        for (float b : bias) out.writeFloat(b);
        for (var row : weights) for (float w : row) out.writeShort(Float.floatToFloat16(w));
    }

    static MeaningHead read(DataInputStream in) throws IOException {
        var bias = new float[in.readInt()];
        var weights = new float[bias.length][in.readInt()];
        for (int c = 0; c < bias.length; c++) bias[c] = in.readFloat();
        for (var row : weights) for (int d = 0; d < row.length; d++) row[d] = Float.float16ToFloat(in.readShort());
        return new MeaningHead(weights, bias);
    }
}
