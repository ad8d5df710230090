package banshi.eval.metrics;

/**
 * One measured number (指标值).
 *
 * @param metric its name, e.g. {@code forced-top1}
 * @param value NaN where no case counts
 * @param low of the 95 % bootstrap interval
 * @param cases how many cases it rests on; of turns and needs, how many of these
 */
public record Figure(String metric, double value, double low, double high, int cases) {
    /** Whether some case counts. */
    public boolean isDefined() {
        return !Double.isNaN(value);
    }
}
