package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.Term;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A linear model from words to aspects (要素分类器): character 1- to 3-grams of the question with the things of the trade masked out
 * (要多少钱 says fee whatever it is asked of), and the sentence vector.
 *
 * <p>Multinomial logistic regression, AdaGrad, {@value #EPOCHS} passes in an order drawn from a fixed seed. Measured before on
 * other questions: n-grams are worth nine points over the vector alone.
 */
final class AspectHead {
    private static final int EPOCHS = 5;
    private static final int LEAST_COUNT = 3;
    private static final double RATE = 0.2;
    private static final double PULL = 2e-4;
    private static final float VECTOR_SCALE = 3f;
    private static final String MASK = "◇";

    private final Map<String, Integer> grams;
    private final int classes;
    private final int dimensions;
    /** Row by row: bias, then n-grams, then the vector; {@code classes} floats a row. */
    private final float[] weights;

    private AspectHead(Map<String, Integer> grams, int classes, int dimensions, float[] weights) {
        this.grams = grams;
        this.classes = classes;
        this.dimensions = dimensions;
        this.weights = weights;
    }

    /** One labelled question; {@code vector} of norm 1. */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the training loop, never compared
    record Example(Question question, float[] vector, int aspect) {}

    static AspectHead train(List<Example> examples, int classes, int dimensions) {
        var counts = new TreeMap<String, Integer>();
        for (var e : examples) for (String gram : grams(e.question())) counts.merge(gram, 1, Integer::sum);
        var grams = new HashMap<String, Integer>();
        counts.forEach((gram, count) -> {
            if (count >= LEAST_COUNT) grams.put(gram, grams.size());
        });
        int rows = 1 + grams.size() + dimensions;
        var head = new AspectHead(grams, classes, dimensions, new float[rows * classes]);
        var squares = new float[rows * classes];
        var rowsOf = examples.stream().map(e -> head.rows(e.question())).toList();
        var order = new ArrayList<Integer>();
        for (int i = 0; i < examples.size(); i++) order.add(i);
        var random = new Random(20261121);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            java.util.Collections.shuffle(order, random);
            for (int i : order) head.step(examples.get(i), rowsOf.get(i), squares);
        }
        return head;
    }

    private void step(Example example, int[] rows, float[] squares) {
        var p = softmax(scores(rows, example.vector()));
        float unit = rows.length == 0 ? 0 : (float) (1 / Math.sqrt(rows.length));
        for (int c = 0; c < classes; c++) {
            float error = (float) (p[c] - (c == example.aspect() ? 1 : 0));
            update(c, error, squares);
            for (int row : rows) update((1 + row) * classes + c, error * unit, squares);
            for (int d = 0; d < dimensions; d++)
                update((1 + grams.size() + d) * classes + c, error * example.vector()[d] * VECTOR_SCALE, squares);
        }
    }

    private void update(int at, float slope, float[] squares) {
        float g = (float) (slope + PULL * weights[at]);
        squares[at] += g * g;
        weights[at] -= (float) (RATE * g / (Math.sqrt(squares[at]) + 1e-6));
    }

    /** A score for each aspect; higher is likelier, not a probability. */
    float[] scores(Question question, float[] vector) {
        return scores(rows(question), vector);
    }

    private float[] scores(int[] rows, float[] vector) {
        var scores = new float[classes];
        System.arraycopy(weights, 0, scores, 0, classes);
        float unit = rows.length == 0 ? 0 : (float) (1 / Math.sqrt(rows.length));
        for (int row : rows) add(scores, (1 + row) * classes, unit);
        for (int d = 0; d < dimensions; d++) add(scores, (1 + grams.size() + d) * classes, vector[d] * VECTOR_SCALE);
        return scores;
    }

    private void add(float[] scores, int at, float by) {
        for (int c = 0; c < classes; c++) scores[c] += weights[at + c] * by;
    }

    private static double[] softmax(float[] scores) {
        var p = new double[scores.length];
        double best = Double.NEGATIVE_INFINITY;
        for (float s : scores) best = Math.max(best, s);
        double all = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(scores[i] - best);
            all += p[i];
        }
        for (int i = 0; i < p.length; i++) p[i] /= all;
        return p;
    }

    private int[] rows(Question question) {
        return grams(question).stream()
                .map(grams::get)
                .filter(java.util.Objects::nonNull)
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    private static List<String> grams(Question question) {
        var text = question.canonical();
        for (var term : question.terms()) {
            if (term.kind() == Term.Kind.THING) text = text.replace(term.canonical(), MASK);
        }
        var padded = "^" + text + "$";
        var grams = new ArrayList<String>(padded.length() * 3);
        for (int n = 1; n <= 3; n++) {
            for (int i = 0; i + n <= padded.length(); i++) grams.add(padded.substring(i, i + n));
        }
        return grams;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(classes);
        out.writeInt(dimensions);
        out.writeInt(grams.size());
        var sorted = new TreeMap<>(grams);
        for (var entry : sorted.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue());
        }
        for (float w : weights) out.writeFloat(w);
    }

    static AspectHead read(DataInputStream in) throws IOException {
        int classes = in.readInt();
        int dimensions = in.readInt();
        int size = in.readInt();
        var grams = new HashMap<String, Integer>(size * 2);
        for (int i = 0; i < size; i++) grams.put(in.readUTF(), in.readInt());
        var weights = new float[(1 + size + dimensions) * classes];
        for (int i = 0; i < weights.length; i++) weights[i] = in.readFloat();
        return new AspectHead(grams, classes, dimensions, weights);
    }
}
