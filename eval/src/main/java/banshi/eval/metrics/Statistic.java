package banshi.eval.metrics;

import java.util.List;
import java.util.function.Predicate;

/** One number made of many cases (统计量), some of which may count more than once or not at all. */
public interface Statistic {
    /**
     * The number, or NaN where it is not defined.
     *
     * @param times how often each case counts
     */
    double of(int[] times);

    /** The share of hits among the cases that count; not defined where none counts. */
    static <R> Statistic share(List<R> results, Predicate<? super R> counts, Predicate<? super R> hits) {
        var counted = new boolean[results.size()];
        var hit = new boolean[results.size()];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = counts.test(results.get(i));
            hit[i] = counted[i] && hits.test(results.get(i));
        }
        return times -> {
            long all = 0;
            long good = 0;
            for (int i = 0; i < counted.length; i++) {
                if (counted[i]) all += times[i];
                if (hit[i]) good += times[i];
            }
            return all == 0 ? Double.NaN : (double) good / all;
        };
    }
}
