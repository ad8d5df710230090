package banshi.assistant.metrics;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

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
        return ratio(results, r -> counts.test(r) ? 1 : 0, r -> counts.test(r) && hits.test(r) ? 1 : 0);
    }

    /** The share of hits where a case holds several things that count, as a conversation its turns; not defined where none counts. */
    static <R> Statistic ratio(List<R> results, ToIntFunction<? super R> counts, ToIntFunction<? super R> hits) {
        int[] counted = results.stream().mapToInt(counts).toArray();
        int[] hit = results.stream().mapToInt(hits).toArray();
        return times -> {
            long all = 0;
            long good = 0;
            for (int i = 0; i < counted.length; i++) {
                all += (long) counted[i] * times[i];
                good += (long) hit[i] * times[i];
            }
            return all == 0 ? Double.NaN : (double) good / all;
        };
    }
}
