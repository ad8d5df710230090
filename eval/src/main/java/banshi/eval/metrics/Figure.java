package banshi.eval.metrics;

import java.util.Arrays;

/**
 * One measured number (指标值).
 *
 * @param metric its name, e.g. {@code forced-top1}
 * @param value NaN where no case counts
 * @param low of the 95 % bootstrap interval
 * @param cases how many cases it rests on; of turns and needs, how many of these
 */
public record Figure(String metric, double value, double low, double high, int cases) {
    /** Computes a statistic with its interval. */
    public static Figure of(String metric, Statistic statistic, int cases) {
        var once = new int[cases];
        Arrays.fill(once, 1);
        var interval = Bootstrap.interval(statistic, cases);
        return new Figure(metric, statistic.of(once), interval[0], interval[1], cases);
    }

    /** The mean of one number a case, with its interval. */
    public static Figure mean(String metric, double[] perCase) {
        return of(
                metric,
                times -> {
                    double sum = 0;
                    for (int i = 0; i < times.length; i++) sum += times[i] * perCase[i];
                    return sum / perCase.length;
                },
                perCase.length);
    }

    /** Whether some case counts. */
    public boolean isDefined() {
        return !Double.isNaN(value);
    }
}
