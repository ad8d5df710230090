package banshi.channels.figures;

import org.jspecify.annotations.Nullable;

/**
 * A part of a whole (占比), with the interval in which the true share lies in 95 of 100 such samples. Method: Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22 (1927).
 *
 * @param value null where there is no whole; so are {@code low} and {@code high}
 */
public record Share(
        long part,
        long whole,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high) {
    private static final double Z = 1.959964;

    static Share of(long part, long whole) {
        if (whole == 0) return new Share(part, whole, null, null, null);
        double n = whole;
        double p = part / n;
        double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Share(part, whole, p, part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }
}
