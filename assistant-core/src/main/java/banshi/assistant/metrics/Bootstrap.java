package banshi.assistant.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How far a figure might be off (自助法置信区间): the cases are drawn anew with replacement, as many as there are, and the middle 95 %
 * of the figures that come out are the interval. Of the calibration error it lies on the high side: drawing anew adds noise to every bin. The same seed for every figure, so that a run can be repeated exactly.
 * Source: Efron, "Bootstrap Methods", Annals of Statistics 7 (1979); the percentile interval.
 */
final class Bootstrap {
    static final int RESAMPLES = 1000;
    static final long SEED = 20_261_121;

    private Bootstrap() {}

    /** Low and high; NaN where no resample defines the figure. */
    static double[] interval(Statistic statistic, int cases) {
        return intervals(List.of(statistic), IntStream.range(0, cases).toArray())
                .getFirst();
    }

    /**
     * Those of several figures of the same cases, each as if it were alone, for one drawing.
     *
     * @param kinds by case, from 0: cases of one kind are told apart by no figure, and the statistics are given how often each kind counts
     */
    static List<double[]> intervals(List<Statistic> statistics, int[] kinds) {
        var random = new SplittableRandom(SEED);
        var figures = new double[statistics.size()][RESAMPLES];
        var defined = new int[statistics.size()];
        var times = new int[Arrays.stream(kinds).max().orElse(-1) + 1];
        for (int r = 0; r < RESAMPLES; r++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < kinds.length; i++) times[kinds[random.nextInt(kinds.length)]]++;
            for (int s = 0; s < figures.length; s++) {
                double figure = statistics.get(s).of(times);
                if (!Double.isNaN(figure)) figures[s][defined[s]++] = figure;
            }
        }
        var intervals = new ArrayList<double[]>();
        for (int s = 0; s < figures.length; s++) intervals.add(middle(figures[s], defined[s]));
        return intervals;
    }

    private static double[] middle(double[] figures, int defined) {
        if (defined == 0) return new double[] {Double.NaN, Double.NaN};
        Arrays.sort(figures, 0, defined);
        return new double[] {nearestRank(figures, defined, 0.025), nearestRank(figures, defined, 0.975)};
    }

    private static double nearestRank(double[] sorted, int size, double share) {
        return sorted[Math.max(1, (int) Math.ceil(share * size)) - 1];
    }
}
