package banshi.eval.soak;

import java.util.List;

/**
 * Where a quantity is going (趋势): a straight line through its measurements, the first third left out, in which caches fill and
 * compilers work. Least squares; the interval is Student's, 95 %, and too narrow where what is measured hangs together from one time to
 * the next.
 *
 * @param level the mean
 * @param perHour how much it grows in an hour, as a share of the level
 * @param least the lower end of the interval of that
 * @param most the upper end
 */
record Trend(double level, double perHour, double least, double most) {
    private static final int FEWEST = 6;

    /** A measurement (测点). */
    record Point(double hours, double value) {}

    /** Through points in the order of time; growth is not a number where there are too few. */
    static Trend of(List<Point> all) {
        var points = all.subList(all.size() / 3, all.size());
        double level = points.stream().mapToDouble(Point::value).average().orElse(Double.NaN);
        int n = points.size();
        if (n < FEWEST) return new Trend(level, Double.NaN, Double.NaN, Double.NaN);
        double middle = points.stream().mapToDouble(Point::hours).average().orElse(0);
        double spread = 0;
        double together = 0;
        for (var p : points) {
            spread += (p.hours - middle) * (p.hours - middle);
            together += (p.hours - middle) * (p.value - level);
        }
        double slope = together / spread;
        double left = 0;
        for (var p : points) {
            double off = p.value - level - slope * (p.hours - middle);
            left += off * off;
        }
        double half = student(n - 2) * Math.sqrt(left / (n - 2) / spread);
        return new Trend(level, slope / level, (slope - half) / level, (slope + half) / level);
    }

    /** The 97.5th percentile of Student's distribution, to within one per cent from four degrees of freedom on. */
    private static double student(int degrees) {
        return 1.96 + 2.4 / degrees + 3.2 / ((double) degrees * degrees);
    }
}
