package banshi.eval.metrics;

import java.util.Arrays;

/** How long replies took (时延): every one is kept, so percentiles are exact. Immutable. */
public final class Latency {
    private final long[] sorted; // nanoseconds

    private Latency(long[] sorted) {
        this.sorted = sorted;
    }

    /** Of the nanoseconds that each reply took, in any order. */
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
}
