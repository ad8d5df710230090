package banshi.assistant.understanding;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Chooses one of several alternatives by a weighted sum of features (条件 Logit). With few weights and held-out examples its
 * probabilities come out calibrated.
 *
 * <p>p(i) = exp(w·x(i)) / Σ exp(w·x(j)). Fitted by Adam on the negative log-likelihood of the right ones together with a small L2 pull towards zero;
 * a fixed number of steps over all examples, so that the same examples give the same weights. Sources: McFadden, "Conditional
 * logit analysis of qualitative choice behavior", 1974; Kingma and Ba, arXiv:1412.6980.
 */
final class ConditionalLogit {
    private static final int STEPS = 250;
    private static final double RATE = 0.15;
    private static final double PULL = 1e-4;

    /**
     * A held-out choice.
     *
     * @param alternatives features of each, all of one length
     * @param right which of them are right, at least one
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the training loop, never compared
    record Example(float[][] alternatives, boolean[] right) {}

    private final double[] weights;

    ConditionalLogit(List<Double> weights) {
        this.weights = weights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    List<Double> weights() {
        return DoubleStream.of(weights).boxed().toList();
    }

    static ConditionalLogit fit(List<Example> examples, int features) {
        var w = new double[features];
        var mean = new double[features];
        var square = new double[features];
        for (int step = 1; step <= STEPS; step++) {
            var gradient = new double[features];
            var model = new ConditionalLogit(DoubleStream.of(w).boxed().toList());
            for (var example : examples) {
                var p = model.probabilities(example.alternatives());
                double right = 1e-9;
                for (int i = 0; i < p.length; i++) if (example.right()[i]) right += p[i];
                for (int i = 0; i < p.length; i++) {
                    double error = (p[i] - (example.right()[i] ? p[i] / right : 0)) / examples.size();
                    var x = example.alternatives()[i];
                    for (int f = 0; f < features; f++) gradient[f] += error * x[f];
                }
            }
            double rate = RATE * Math.min(1, 4.0 * (STEPS - step + 1) / STEPS);
            for (int f = 0; f < features; f++) {
                double g = gradient[f] + PULL * w[f];
                mean[f] = 0.9 * mean[f] + 0.1 * g;
                square[f] = 0.999 * square[f] + 0.001 * g * g;
                double m = mean[f] / (1 - Math.pow(0.9, step));
                double v = square[f] / (1 - Math.pow(0.999, step));
                w[f] -= rate * m / (Math.sqrt(v) + 1e-9);
            }
        }
        return new ConditionalLogit(DoubleStream.of(w).boxed().toList());
    }

    /** The probability of each alternative; they add up to 1. */
    double[] probabilities(float[][] alternatives) {
        var p = new double[alternatives.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < p.length; i++) {
            double sum = 0;
            var x = alternatives[i];
            for (int f = 0; f < weights.length; f++) sum += weights[f] * x[f];
            p[i] = sum;
            best = Math.max(best, sum);
        }
        double all = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(p[i] - best);
            all += p[i];
        }
        for (int i = 0; i < p.length; i++) p[i] /= all;
        return p;
    }
}
