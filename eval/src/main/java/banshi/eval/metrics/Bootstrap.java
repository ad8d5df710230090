package banshi.eval.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

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
        var random = new SplittableRandom(SEED);
        var figures = new double[RESAMPLES];
        int defined = 0;
        var times = new int[cases];
        for (int r = 0; r < RESAMPLES; r++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < cases; i++) times[random.nextInt(cases)]++;
            double figure = statistic.of(times);
            if (!Double.isNaN(figure)) figures[defined++] = figure;
        }
        if (defined == 0) return new double[] {Double.NaN, Double.NaN};
        Arrays.sort(figures, 0, defined);
        return new double[] {nearestRank(figures, defined, 0.025), nearestRank(figures, defined, 0.975)};
    }

    private static double nearestRank(double[] sorted, int size, double share) {
        return sorted[Math.max(1, (int) Math.ceil(share * size)) - 1];
    }
}
