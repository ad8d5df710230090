package banshi.eval.metrics;

import java.util.List;
import java.util.function.Predicate;

/**
 * Whether one of two that were asked the same is better by more than chance (麦克尼马尔检验). Only the cases count that just one of
 * them got right. Source: McNemar, "Note on the sampling error of the difference between correlated proportions", Psychometrika 12
 * (1947); the exact binomial form.
 *
 * @param onlyFirst cases that the first got right and the second did not
 * @param onlySecond the other way round
 */
public record McNemar(int onlyFirst, int onlySecond) {
    /**
     * Compares case by case.
     *
     * @throws IllegalArgumentException if not both were asked the same number of cases
     */
    public static <R> McNemar of(List<R> first, List<R> second, Predicate<R> right) {
        if (first.size() != second.size())
            throw new IllegalArgumentException(
                    "the first was asked " + first.size() + " cases, the second " + second.size());
        int onlyFirst = 0;
        int onlySecond = 0;
        for (int i = 0; i < first.size(); i++) {
            boolean a = right.test(first.get(i));
            boolean b = right.test(second.get(i));
            if (a && !b) onlyFirst++;
            if (b && !a) onlySecond++;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    /** How probable a difference as large as this one, either way, is between equals; 1 where they never differ. */
    public double p() {
        int differing = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        double logChoose = 0; // of differing over i
        double tail = 0;
        for (int i = 0; i <= fewer; i++) {
            if (i > 0) logChoose += Math.log(differing - i + 1.0) - Math.log(i);
            tail += Math.exp(logChoose - differing * Math.log(2));
        }
        return Math.min(1, 2 * tail);
    }
}
