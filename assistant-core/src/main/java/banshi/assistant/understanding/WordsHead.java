package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a class from the words of a question alone (词面读法): multinomial logistic regression over {@link Grams}. Immutable,
 * thread-safe; some 20 µs a question.
 *
 * <p>Learned by AdaGrad with one step size a row, in a {@link LearningOrder}. Of each gram only the {@value #KEPT} weights
 * that say most are kept, in 8 bits: a tenth of the size. Source: Duchi, Hazan and Singer, "Adaptive Subgradient Methods", 2011.
 */
final class WordsHead {
    private static final int EPOCHS = 6;
    /** A gram of fewer questions is learned by heart rather than understood, and costs as much memory as any. */
    private static final int LEAST_COUNT = 5;
    /** Whoever labels is right as often as this; a model that must be surer than that ends up surer than it is right. */
    private static final float SURE = 0.95f;

    /** An error smaller than this teaches nothing worth the time. */
    private static final float LEAST_ERROR = 1e-3f;

    private static final int KEPT = 32;
    private static final int STEPS = 127;

    private static final int STEP_BITS = 8;

    private final Grams grams;
    private final int classes;
    private final long[] keys;
    private final float step;

    /** Of each key in turn: how many weights it has, then each as its class, shifted, and its step. One look fetches a whole row. */
    private final int[] rows;

    /**
     * Open addressing: where a key may stand, there are the higher half of its bits and, in the lower half, 1 + the place of its row;
     * else 0. The lower bits are told by the place in the table; that two keys are taken for one is as likely as one in 2^32.
     */
    private final long[] table;

    private WordsHead(Grams grams, int classes, long[] keys, int[] rows, float step) {
        this.grams = grams;
        this.classes = classes;
        this.keys = keys;
        this.rows = rows;
        this.step = step;
        table = table(keys, rows);
    }

    /** A labelled question. */
    record Example(Question question, int label) {}

    /** How surely the words speak: natural logarithms of probabilities that add up to 1, by class. */
    float[] read(Question question) {
        var scores = new float[classes];
        var known = rowsOf(grams.of(question));
        for (int row : known) {
            for (int i = row + 1, end = row + rows[row]; i <= end; i++) scores[rows[i] >> STEP_BITS] += (byte) rows[i];
        }
        float scale = known.length == 0 ? 0 : step / (float) Math.sqrt(known.length);
        for (int c = 0; c < classes; c++) scores[c] *= scale;
        Softmax.logarithms(scores);
        return scores;
    }

    private static long[] table(long[] keys, int[] rows) {
        var table = new long[Integer.highestOneBit(Math.max(1, keys.length)) << 2];
        int row = 0;
        for (long key : keys) {
            int at = (int) key & (table.length - 1); // the bits of a gram are spread already
            while (table[at] != 0) at = (at + 1) & (table.length - 1);
            table[at] = key >>> 32 << 32 | row + 1;
            row += rows[row] + 1;
        }
        return table;
    }

    /** Where the row of a gram begins, or -1. */
    private int row(long gram) {
        int at = (int) gram & (table.length - 1);
        for (long entry; (entry = table[at]) != 0; at = (at + 1) & (table.length - 1))
            if (entry >>> 32 == gram >>> 32) return (int) entry - 1;
        return -1;
    }

    /** Where the rows of the grams that have one begin. Looks for all before it compares any, so that the memory is waited for once. */
    private int[] rowsOf(long[] own) {
        var entries = new long[own.length];
        for (int g = 0; g < own.length; g++) entries[g] = table[(int) own[g] & (table.length - 1)];
        var found = new int[own.length];
        int count = 0;
        for (int g = 0; g < own.length; g++) {
            int row = entries[g] == 0 ? -1 : row(own[g]);
            if (row >= 0) found[count++] = row;
        }
        return Arrays.copyOf(found, count);
    }

    /** The share of the question's pieces that were seen in learning, 0..1. */
    float familiarity(Question question) {
        var own = grams.of(question);
        return own.length == 0 ? 0 : rowsOf(own).length / (float) own.length;
    }

    /**
     * Learns; some eight seconds for 60,000 examples of 300 classes. The same examples in the same order give the same head, to the bit.
     *
     * @param order of the examples
     */
    static WordsHead learn(Grams grams, List<Example> examples, LearningOrder order, int classes) {
        var own = examples.stream().map(e -> grams.of(e.question())).toList();
        var keys = frequent(own);
        var rows = own.stream().map(g -> rows(g, keys)).toList();
        var lesson = new Lesson(keys.length, classes);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            float rate = grams.rate() * (EPOCHS - epoch) / EPOCHS;
            for (int i : order.of(epoch))
                lesson.step(rows.get(i), examples.get(i).label(), rate);
        }
        return pruned(grams, classes, keys, lesson.weights);
    }

    /**
     * Weights that are being learned. All of the time goes into reading and writing some hundred rows of weights a step, so that they are read
     * four at a time, and written whole where much of a row changes; sums are taken in one order whatever is done.
     */
    private static final class Lesson {
        /** Where more classes than this are wrong, writing the whole row is quicker than picking them. */
        private static final int MANY = 24;

        final float[][] weights;
        private final float[] squares;
        private final float[] scores;
        private final int[] wrong;
        private final float[] errors;

        Lesson(int rows, int classes) {
            weights = new float[rows][classes];
            squares = new float[rows];
            scores = new float[classes];
            wrong = new int[classes];
            errors = new float[classes];
        }

        void step(int[] rows, int label, float rate) {
            if (rows.length == 0) return;
            float unit = (float) (1 / Math.sqrt(rows.length));
            score(rows);
            for (int c = 0; c < scores.length; c++) scores[c] *= unit;
            Softmax.probabilities(scores);
            scores[label] -= SURE;
            int count = 0;
            float square = 0;
            for (int c = 0; c < scores.length; c++) {
                if (Math.abs(scores[c]) < LEAST_ERROR) {
                    scores[c] = 0;
                    continue;
                }
                wrong[count] = c;
                errors[count++] = scores[c];
                square += scores[c] * scores[c];
            }
            for (int row : rows) {
                squares[row] += square * unit * unit;
                float by = rate * unit / (float) (Math.sqrt(squares[row]) + 1e-4);
                if (count > MANY) correctAll(weights[row], scores, by);
                else correct(weights[row], count, by);
            }
        }

        private void score(int[] rows) {
            Arrays.fill(scores, 0);
            int r = 0;
            for (; r + 4 <= rows.length; r += 4)
                add(scores, weights[rows[r]], weights[rows[r + 1]], weights[rows[r + 2]], weights[rows[r + 3]]);
            for (; r < rows.length; r++) add(scores, weights[rows[r]]);
        }

        private static void add(float[] to, float[] a, float[] b, float[] c, float[] d) {
            for (int i = 0; i < to.length; i++) to[i] = to[i] + a[i] + b[i] + c[i] + d[i];
        }

        private static void add(float[] to, float[] a) {
            for (int i = 0; i < to.length; i++) to[i] += a[i];
        }

        private static void correctAll(float[] row, float[] errors, float by) {
            for (int i = 0; i < row.length; i++) row[i] -= by * errors[i];
        }

        private void correct(float[] row, int count, float by) {
            for (int i = 0; i < count; i++) row[wrong[i]] -= by * errors[i];
        }
    }

    private static long[] frequent(List<long[]> grams) {
        var all = grams.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        var kept = new long[all.length / LEAST_COUNT + 1];
        int count = 0;
        for (int from = 0, to; from < all.length; from = to) {
            to = from + 1;
            while (to < all.length && all[to] == all[from]) to++;
            if (to - from >= LEAST_COUNT) kept[count++] = all[from];
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] rows(long[] grams, long[] keys) {
        var rows = new int[grams.length];
        int count = 0;
        for (long gram : grams) {
            int k = Arrays.binarySearch(keys, gram);
            if (k >= 0) rows[count++] = k;
        }
        return Arrays.copyOf(rows, count);
    }

    private static WordsHead pruned(Grams grams, int classes, long[] keys, float[][] weights) {
        float largest = 1e-6f;
        for (var row : weights) for (float w : row) largest = Math.max(largest, Math.abs(w));
        float step = largest / STEPS;
        int kept = Math.min(KEPT, classes);
        var rows = new int[keys.length * (kept + 1)];
        int count = 0;
        for (var row : weights) {
            float least = counting(row, step) <= kept ? 0 : least(row, kept);
            int head = count++;
            for (int c = 0; c < row.length; c++) {
                int rounded = Math.round(row[c] / step);
                if (rounded == 0 || Math.abs(row[c]) < least || rows[head] == kept) continue;
                rows[head]++;
                rows[count++] = entry(c, rounded);
            }
        }
        return new WordsHead(grams, classes, keys, Arrays.copyOf(rows, count), step);
    }

    private static int entry(int column, int steps) {
        return column << STEP_BITS | (steps & 0xff);
    }

    /** How many weights are a step or more, rounded. */
    private static int counting(float[] row, float step) {
        int counting = 0;
        for (float w : row) if (Math.round(w / step) != 0) counting++;
        return counting;
    }

    /** The size of the {@code kept} largest weight. */
    private static float least(float[] row, int kept) {
        var sizes = new float[row.length];
        for (int c = 0; c < row.length; c++) sizes[c] = Math.abs(row[c]);
        Arrays.sort(sizes);
        return sizes[row.length - kept];
    }

    void write(DataOutputStream out) throws IOException {
        out.writeUTF(grams.name());
        out.writeInt(classes);
        out.writeFloat(step);
        out.writeInt(keys.length);
        int weights = 0;
        for (int k = 0, row = 0; k < keys.length; k++, row += rows[row] + 1) {
            out.writeLong(keys[k]);
            out.writeByte(rows[row]);
            weights += rows[row];
        }
        out.writeInt(weights);
        for (int k = 0, row = 0; k < keys.length; k++, row += rows[row] + 1) {
            for (int i = row + 1; i <= row + rows[row]; i++) {
                out.writeShort(rows[i] >> STEP_BITS);
                out.writeByte(rows[i]);
            }
        }
    }

    static WordsHead read(DataInputStream in) throws IOException {
        var grams = Grams.valueOf(in.readUTF());
        int classes = in.readInt();
        float step = in.readFloat();
        var keys = new long[in.readInt()];
        var counts = new byte[keys.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = in.readLong();
            counts[k] = in.readByte();
        }
        var rows = new int[keys.length + in.readInt()];
        int at = 0;
        for (byte count : counts) {
            rows[at++] = count;
            for (int i = 0; i < count; i++) rows[at++] = entry(in.readShort(), in.readByte());
        }
        return new WordsHead(grams, classes, keys, rows, step);
    }
}
