package banshi.eval.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How long replies took (时延). Differs from run to run. */
public final class Latency {
    private static final int BINS_A_DECADE = 10;

    private final long[] sorted; // nanoseconds

    private Latency(long[] sorted) {
        this.sorted = sorted;
    }

    /** Takes the times in nanoseconds, in any order. */
    public static Latency of(long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(sorted);
    }

    /** How many replies. */
    public int replies() {
        return sorted.length;
    }

    /**
     * The time within which this share of the replies came, in milliseconds: the nearest rank, no interpolation.
     *
     * @param share above 0, at most 1
     * @return 0 where there are no replies
     */
    public double millis(double share) {
        if (sorted.length == 0) return 0;
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    /** How many replies took how long, ten bins a decade, from the fastest reply's to the slowest's without a gap. */
    public List<Bin> bins() {
        var bins = new ArrayList<Bin>();
        for (long nanos : sorted) {
            int at = (int) Math.floor(Math.log10(Math.max(1, nanos) / 1e6) * BINS_A_DECADE);
            while (bins.isEmpty() || bins.getLast().at < at)
                bins.add(new Bin(bins.isEmpty() ? at : bins.getLast().at + 1, 0));
            bins.set(bins.size() - 1, new Bin(at, bins.getLast().replies + 1));
        }
        return bins;
    }

    /**
     * Replies that took about as long (时延分箱).
     *
     * @param at tenths of a decade from 1 ms: 0 is 1 to 1.26 ms, −10 is 0.1 to 0.126 ms
     */
    public record Bin(int at, int replies) {
        /** The shortest time in it. */
        public double fromMillis() {
            return Math.pow(10, (double) at / BINS_A_DECADE);
        }
    }
}
