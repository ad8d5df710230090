package banshi.channels.misses;

import java.util.OptionalDouble;

/**
 * Whether a cluster grows faster than chance would have it (未诉先办). If conversations come as Poisson processes whose rates keep their proportion to all turns,
 * then of the {@code n} conversations in the last day and the {@value #FORMER_DAYS} days before, those of the last day are binomial with the share of turns that the last
 * day has; the test is exact, and a day with twice the citizens raises no alarm. Method: Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson
 * series", Biometrika 31 (1940).
 *
 * <p>Of all clusters that are looked at together, at least one is flagged by chance in {@value #FALSE_ALARMS} of the looks at most: each of {@code m} is tested at that level
 * divided by {@code m} (Bonferroni). That holds where citizens ask independently of each other; conversations are counted, not turns, so that one citizen who asks
 * five times is one. It does not hold for what happens together in the world, which is what is looked for.
 *
 * @param seen conversations in the last day
 * @param expected as the days before had it
 * @param p of as many or more by chance
 */
public record EarlySign(int seen, double expected, double p) {
    /** How many days the last one is compared with. */
    public static final int FORMER_DAYS = 28;

    /** In how many of the looks anything is flagged by chance, at most. */
    public static final double FALSE_ALARMS = 0.01;

    /** Fewer conversations are no sign, however rare they were. */
    public static final int FEWEST = 3;

    /** What is known of one cluster. */
    static EarlySign of(int seen, int before, long recentTurns, long formerTurns) {
        if (recentTurns <= 0 || formerTurns <= 0) return new EarlySign(seen, before, 1); // nothing to compare with
        double share = (double) recentTurns / (recentTurns + formerTurns);
        return new EarlySign(seen, (double) before * recentTurns / formerTurns, atLeast(seen, seen + before, share));
    }

    /** Whether it is flagged among so many clusters. */
    public boolean isFlagged(int clusters) {
        return seen >= FEWEST && p <= FALSE_ALARMS / Math.max(1, clusters);
    }

    /** How many times as many as expected; nothing where none were. */
    public OptionalDouble growth() {
        return expected > 0 ? OptionalDouble.of(seen / expected) : OptionalDouble.empty();
    }

    /** P(X ≥ k), X binomial; summed from the mode's side that is smaller, term by term in logarithms. */
    static double atLeast(int k, int n, double share) {
        if (k <= 0) return 1;
        if (k > n) return 0;
        double log = n * Math.log1p(-share); // of P(X = 0)
        double odds = Math.log(share) - Math.log1p(-share);
        double below = 0;
        double above = 0;
        for (int i = 0; i <= n; i++) {
            if (i < k) below += Math.exp(log);
            else above += Math.exp(log);
            log += Math.log((double) (n - i) / (i + 1)) + odds;
        }
        return above < below ? above : Math.max(0, 1 - below);
    }
}
