package banshi.eval.metrics;

import banshi.assistant.cases.SingleResult;
import banshi.assistant.metrics.Statistic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far stated confidence is from what came true (校准).
 *
 * <p>The answered cases are sorted by confidence (equal ones stay in the order of the files) and cut into {@value #BINS} bins of
 * equal mass; where the number does not divide, the first bins hold one more. The expected calibration error is the mean distance
 * between a bin's mean confidence and its share of right answers, weighted by its mass.
 * Source: Nixon et al., "Measuring Calibration in Deep Learning", arXiv:1904.01685 (adaptive bins).
 */
public final class Calibration implements Statistic {
    static final int BINS = 15;

    private final int[] order; // indices of the answered cases, least confident first
    private final double[] confidence; // by position in order
    private final boolean[] right;

    private Calibration(int[] order, double[] confidence, boolean[] right) {
        this.order = order;
        this.confidence = confidence;
        this.right = right;
    }

    /** Looks at the answered ones of the results. */
    public static Calibration of(List<SingleResult> results) {
        int[] order = IntStream.range(0, results.size())
                .filter(i -> results.get(i).isAnswered())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> results.get(i).confidence()))
                .mapToInt(Integer::intValue)
                .toArray();
        var confidence = new double[order.length];
        var right = new boolean[order.length];
        for (int i = 0; i < order.length; i++) {
            confidence[i] = results.get(order[i]).confidence();
            right[i] = results.get(order[i]).isAnsweredRight();
        }
        return new Calibration(order, confidence, right);
    }

    @Override
    public double of(int[] times) {
        double error = 0;
        long mass = 0;
        for (var bin : bins(times)) {
            error += bin.cases() * Math.abs(bin.right() - bin.confidence());
            mass += bin.cases();
        }
        return mass == 0 ? Double.NaN : error / mass;
    }

    /** The bins with each case counted once, least confident first; as many as there are answered cases, at most {@value #BINS}. */
    public List<Bin> bins() {
        int size = IntStream.of(order).max().orElse(-1) + 1;
        var once = new int[size];
        java.util.Arrays.fill(once, 1);
        return bins(once);
    }

    private List<Bin> bins(int[] times) {
        int mass = 0;
        for (int i : order) mass += times[i];
        var bins = new ArrayList<Bin>(BINS);
        int at = 0;
        int left = order.length == 0 ? 0 : times[order[0]]; // of the case at hand
        for (int b = 0; b < BINS; b++) {
            int size = mass / BINS + (b < mass % BINS ? 1 : 0);
            if (size == 0) break;
            double sum = 0;
            int hits = 0;
            for (int wanted = size; wanted > 0; ) {
                while (left == 0) left = times[order[++at]];
                int taken = Math.min(left, wanted);
                sum += taken * confidence[at];
                if (right[at]) hits += taken;
                left -= taken;
                wanted -= taken;
            }
            bins.add(new Bin(sum / size, (double) hits / size, size));
        }
        return bins;
    }

    /**
     * Answered cases of like confidence (分箱).
     *
     * @param confidence their mean
     * @param right the share answered right
     */
    public record Bin(double confidence, double right, int cases) {}
}
