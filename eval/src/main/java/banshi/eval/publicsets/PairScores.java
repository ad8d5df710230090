package banshi.eval.publicsets;

import banshi.assistant.metrics.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How well a similarity tells pairs that mean the same from pairs that do not (句对指标). */
final class PairScores {
    /** Of the best accuracy: 0.00, 0.02 … 1.00. */
    private static final int STEPS = 50;

    private final int[] order; // least similar first
    private final double[] similarity;
    private final boolean[] same;

    private PairScores(double[] similarity, List<PairSet.Pair> pairs) {
        this.similarity = similarity;
        same = new boolean[similarity.length];
        for (int i = 0; i < same.length; i++) same[i] = pairs.get(i).same();
        order = IntStream.range(0, similarity.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> similarity[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** AUROC; the best accuracy, its threshold chosen on the same pairs; Spearman's correlation with the label, as C-MTEB has it. */
    static List<Figure> of(double[] similarity, List<PairSet.Pair> pairs) {
        var scores = new PairScores(similarity, pairs);
        int cases = similarity.length;
        return List.of(
                Figure.of("AUROC", scores::area, cases),
                new Figure("best acc", scores.bestAccuracy(), Double.NaN, Double.NaN, cases),
                Figure.of("spearman(cos)", scores::spearman, cases));
    }

    /** The chance that a pair that means the same is more similar than one that does not; equally similar ones count half. */
    private double area(int[] times) {
        double area = 0;
        double belowNot = 0;
        double allSame = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(from);
            double tiedSame = count(times, from, to, true);
            double tiedNot = count(times, from, to, false);
            area += tiedSame * (belowNot + tiedNot / 2);
            belowNot += tiedNot;
            allSame += tiedSame;
            from = to;
        }
        return area / (allSame * belowNot);
    }

    /** Of ranks, tied ones sharing their mean. With a label of two values the covariance is a shift of the ranks of one. */
    private double spearman(int[] times) {
        double n = count(times, 0, order.length, true) + count(times, 0, order.length, false);
        double share = count(times, 0, order.length, true) / n;
        double squares = 0;
        double shift = 0;
        double below = 0;
        for (int from = 0; from < order.length; ) {
            int to = endOfTie(from);
            double tiedSame = count(times, from, to, true);
            double tied = tiedSame + count(times, from, to, false);
            double off = below + (tied + 1) / 2 - (n + 1) / 2;
            squares += tied * off * off;
            shift += tiedSame * off;
            below += tied;
            from = to;
        }
        return shift / Math.sqrt(squares * n * share * (1 - share));
    }

    private double bestAccuracy() {
        int best = 0;
        for (int step = 0; step <= STEPS; step++) {
            int right = 0;
            for (int i = 0; i < same.length; i++) if (same[i] == (similarity[i] >= (double) step / STEPS)) right++;
            best = Math.max(best, right);
        }
        return (double) best / same.length;
    }

    private int endOfTie(int from) {
        int to = from + 1;
        while (to < order.length && similarity[order[to]] == similarity[order[from]]) to++;
        return to;
    }

    private double count(int[] times, int from, int to, boolean ofSame) {
        double count = 0;
        for (int i = from; i < to; i++) if (same[order[i]] == ofSame) count += times[order[i]];
        return count;
    }
}
