package banshi.assistant.understanding;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chooses one of several alternatives by a weighted sum of features (条件 Logit). With few weights and held-out examples its
 * probabilities come out calibrated.
 *
 * <p>p(i) = exp(w·x(i)) / Σ exp(w·x(j)). Fitted by Adam on the negative log-likelihood of the right ones together with an L2 pull towards zero;
 * a fixed number of steps over all examples, so that the same examples give the same weights. Sources: McFadden, "Conditional
 * logit analysis of qualitative choice behavior", 1974; Kingma and Ba, arXiv:1412.6980.
 */
final class ConditionalLogit {
    private static final int STEPS = 250;
    private static final double RATE = 0.15;

    /** How strongly few weights are pulled towards zero. */
    static final double LIGHT = 1e-4;

    /** The same for hundreds of them. */
    static final double FIRM = 3e-3;

    /**
     * A held-out choice.
     *
     * @param alternatives features of each, all of one length
     * @param right which of them are right, at least one
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the training loop, never compared
    record Example(float[][] alternatives, boolean[] right) {
        /** One, or none where nothing is right. */
        static List<Example> of(float[][] alternatives, IntPredicate isRight) {
            var right = new boolean[alternatives.length];
            boolean any = false;
            for (int i = 0; i < right.length; i++) {
                right[i] = isRight.test(i);
                any |= right[i];
            }
            return any ? List.of(new Example(alternatives, right)) : List.of();
        }
    }

    private final double[] weights;

    ConditionalLogit(List<Double> weights) {
        this.weights = weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<Double> weights() {
        return DoubleStream.of(weights).boxed().toList();
    }

    /** @param pull towards zero, {@link #LIGHT} or {@link #FIRM} */
    static ConditionalLogit fit(List<Example> examples, int features, double pull) {
        var present = examples.stream().map(ConditionalLogit::present).toList(); // most of hundreds are zero
        var w = new double[features];
        var mean = new double[features];
        var square = new double[features];
        for (int step = 1; step <= STEPS; step++) {
            var gradient = new double[features];
            for (int e = 0; e < examples.size(); e++) {
                var example = examples.get(e);
                var at = present.get(e);
                var p = scores(example.alternatives(), at, w);
                toProbabilities(p);
                double right = 1e-9;
                for (int i = 0; i < p.length; i++) if (example.right()[i]) right += p[i];
                for (int i = 0; i < p.length; i++) {
                    double error = (p[i] - (example.right()[i] ? p[i] / right : 0)) / examples.size();
                    var x = example.alternatives()[i];
                    for (int f : at[i]) gradient[f] += error * x[f];
                }
            }
            double rate = RATE * Math.min(1, 4.0 * (STEPS - step + 1) / STEPS);
            for (int f = 0; f < features; f++) {
                double g = gradient[f] + pull * w[f];
                mean[f] = 0.9 * mean[f] + 0.1 * g;
                square[f] = 0.999 * square[f] + 0.001 * g * g;
                double m = mean[f] / (1 - Math.pow(0.9, step));
                double v = square[f] / (1 - Math.pow(0.999, step));
                w[f] -= rate * m / (Math.sqrt(v) + 1e-9);
            }
        }
        return new ConditionalLogit(DoubleStream.of(w).boxed().toList());
    }

    /** Which features each alternative has. */
    private static int[][] present(Example example) {
        return Stream.of(example.alternatives())
                .map(x -> IntStream.range(0, x.length).filter(f -> x[f] != 0).toArray())
                .toArray(int[][]::new);
    }

    private static double[] scores(float[][] alternatives, int[][] present, double[] w) {
        var scores = new double[alternatives.length];
        for (int i = 0; i < scores.length; i++) for (int f : present[i]) scores[i] += w[f] * alternatives[i][f];
        return scores;
    }

    /** The probability of each alternative; they add up to 1. */
    double[] probabilities(float[][] alternatives) {
        var p = new double[alternatives.length];
        for (int i = 0; i < p.length; i++) {
            var x = alternatives[i];
            for (int f = 0; f < weights.length; f++) p[i] += weights[f] * x[f];
        }
        toProbabilities(p);
        return p;
    }

    private static void toProbabilities(double[] scores) {
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) best = Math.max(best, score);
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.exp(scores[i] - best);
            all += scores[i];
        }
        for (int i = 0; i < scores.length; i++) scores[i] /= all;
    }
}
