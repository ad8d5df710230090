package banshi.eval.metrics;

import banshi.assistant.cases.SingleResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What answering more would cost (风险覆盖曲线): if just the questions with the most probable best candidate were answered with it, how
 * many of those answers would be wrong. Questions of equal probability are answered together, so that the order of the files does
 * not show. Source: El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 11 (2010).
 */
public record RiskCoverage(List<Point> points) {
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /** Draws the curve from little coverage to all; empty where there are no cases. */
    public static RiskCoverage of(List<SingleResult> results) {
        var sorted = results.stream()
                .sorted(Comparator.comparingDouble(SingleResult::forcedConfidence)
                        .reversed())
                .toList();
        var points = new ArrayList<Point>();
        int wrong = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (!sorted.get(i).isTop1Right()) wrong++;
            double p = sorted.get(i).forcedConfidence();
            if (i + 1 == sorted.size() || sorted.get(i + 1).forcedConfidence() != p)
                points.add(new Point(p, (i + 1.0) / sorted.size(), wrong / (i + 1.0)));
        }
        return new RiskCoverage(points);
    }

    /** What comes of answering from this probability up: the last point that is not below it; none where nothing is that probable. */
    public Optional<Point> at(double threshold) {
        return points.stream().filter(p -> p.threshold() >= threshold).reduce((before, next) -> next);
    }

    /**
     * One threshold (阈值点).
     *
     * @param threshold the least probability that is answered
     * @param coverage the share of questions answered
     * @param risk the share of those answers that are wrong
     */
    public record Point(double threshold, double coverage, double risk) {}
}
