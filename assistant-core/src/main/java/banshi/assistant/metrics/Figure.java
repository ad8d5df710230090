package banshi.assistant.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One measured number (指标值).
 *
 * @param metric its name, e.g. {@code forced-top1}
 * @param value NaN where no case counts
 * @param low of the 95 % bootstrap interval
 * @param cases how many cases it rests on; of turns and needs, how many of these
 */
public record Figure(String metric, double value, double low, double high, int cases) {
    /** How many resamples an interval rests on. */
    public static final int RESAMPLES = Bootstrap.RESAMPLES;

    /** What they are drawn from. */
    public static final long SEED = Bootstrap.SEED;

    /** Computes a statistic with its interval. */
    public static Figure of(String metric, Statistic statistic, int cases) {
        return of(metric, statistic, cases, cases);
    }

    /**
     * Likewise, of a statistic that rests on some of the cases only, or on several things of each.
     *
     * @param counted how many that are
     */
    public static Figure of(String metric, Statistic statistic, int cases, int counted) {
        var interval = Bootstrap.interval(statistic, cases);
        return new Figure(metric, statistic.of(once(cases)), interval[0], interval[1], counted);
    }

    /**
     * Computes several statistics of the same cases, in order: as each by itself, but the cases are drawn anew only once.
     *
     * @param metrics a name for each statistic
     * @param statistics each is given how often each kind of case counts
     * @param kinds by case, from 0: cases of one kind are told apart by no statistic
     */
    public static List<Figure> of(List<String> metrics, List<Statistic> statistics, int[] kinds) {
        var intervals = Bootstrap.intervals(statistics, kinds);
        var once = new int[Arrays.stream(kinds).max().orElse(-1) + 1];
        for (int kind : kinds) once[kind]++;
        var figures = new ArrayList<Figure>();
        for (int s = 0; s < statistics.size(); s++) {
            var interval = intervals.get(s);
            figures.add(new Figure(metrics.get(s), statistics.get(s).of(once), interval[0], interval[1], kinds.length));
        }
        return figures;
    }

    private static int[] once(int cases) {
        var once = new int[cases];
        Arrays.fill(once, 1);
        return once;
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
