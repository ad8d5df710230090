package banshi.assistant.metrics;

/**
 * How much better one of two is on the same cases (配对比较).
 *
 * <p>The interval is a bootstrap over the cases, each drawn with both of its results, so that what makes a case hard for both does not
 * widen it. The p-value is McNemar's, exact: were both alike, each case on which they differ would be a fair coin. Sources: Efron
 * and Tibshirani, "An Introduction to the Bootstrap", 1993; McNemar, Psychometrika 12 (1947), in its exact binomial form.
 *
 * @param difference share of the second minus share of the first, −1..1; NaN without cases
 * @param low of the 95 % interval
 * @param onlyFirst cases that only the first has
 * @param onlySecond cases that only the second has
 * @param p two-sided, 0..1; not corrected for how many comparisons are made
 */
public record Paired(double difference, double low, double high, int onlyFirst, int onlySecond, double p) {
    /**
     * Compares case by case.
     *
     * @throws IllegalArgumentException if there are not as many of the one as of the other
     */
    public static Paired of(boolean[] first, boolean[] second) {
        if (first.length != second.length)
            throw new IllegalArgumentException(
                    "first has " + first.length + " cases, second has " + second.length + "; both must have the same");
        int[] gain = new int[first.length];
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < gain.length; i++) {
            if (first[i] == second[i]) continue;
            gain[i] = second[i] ? 1 : -1;
            if (second[i]) onlySecond++;
            else onlyFirst++;
        }
        var interval = Bootstrap.interval(times -> mean(gain, times), gain.length);
        double difference = gain.length == 0 ? Double.NaN : (double) (onlySecond - onlyFirst) / gain.length;
        return new Paired(difference, interval[0], interval[1], onlyFirst, onlySecond, mcNemar(onlyFirst, onlySecond));
    }

    /** Twice the chance of a tail as thin as this one, of a fair coin; 1 where they never differ. */
    static double mcNemar(int one, int other) {
        int n = one + other;
        double logOfTerm = -n * Math.log(2); // of 0 heads; the next is (n − k + 1) / k times as likely
        double tail = Math.exp(logOfTerm);
        for (int k = 1; k <= Math.min(one, other); k++) {
            logOfTerm += Math.log((double) (n - k + 1) / k);
            tail += Math.exp(logOfTerm);
        }
        return Math.min(1, 2 * tail);
    }

    private static double mean(int[] gain, int[] times) {
        long sum = 0;
        long cases = 0;
        for (int i = 0; i < gain.length; i++) {
            sum += (long) gain[i] * times[i];
            cases += times[i];
        }
        return cases == 0 ? Double.NaN : (double) sum / cases;
    }
}
