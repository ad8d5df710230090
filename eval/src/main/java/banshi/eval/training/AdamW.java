package banshi.eval.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Adam with decoupled weight decay (优化器), in place. DJL's own keeps its state by name for its own kind of blocks. Source: Loshchilov
 * and Hutter, arXiv:1711.05101. Not thread-safe.
 */
final class AdamW {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double EPSILON = 1e-8;
    private static final NDIndex EVERYTHING = new NDIndex(":");

    private final NDManager manager;
    private final List<Learner> learners = new ArrayList<>();
    private int steps;

    private record Learner(NDArray value, NDArray mean, NDArray square, double rate, double decay) {}

    /** @param manager keeps the moments */
    AdamW(NDManager manager) {
        this.manager = manager;
    }

    /** Parameters that require gradients, and how fast they learn. */
    void add(List<NDArray> parameters, double rate, double decay) {
        for (var p : parameters)
            learners.add(new Learner(p, manager.zeros(p.getShape()), manager.zeros(p.getShape()), rate, decay));
    }

    /**
     * Moves every parameter against its gradient, and forgets the gradients. A step whose gradients are not finite is left out: one
     * such number would be in every parameter after it.
     *
     * @param warmth the share of its rate that each learns with
     * @param largest the norm that all gradients together are cut to
     * @param scope of this step
     */
    void step(double warmth, double largest, NDManager scope) {
        var gradients = new ArrayList<NDArray>(learners.size());
        double norm = 0;
        for (var learner : learners) {
            var gradient = learner.value().getGradient();
            gradient.attach(scope);
            gradients.add(gradient);
            norm += gradient.square().sum().getFloat();
        }
        if (!Double.isFinite(norm)) {
            for (var gradient : gradients) clear(gradient);
            return;
        }
        steps++;
        double cut = Math.min(1, largest / (Math.sqrt(norm) + 1e-6));
        double first = 1 - Math.pow(FIRST, steps);
        double second = 1 - Math.pow(SECOND, steps);
        for (int i = 0; i < learners.size(); i++) {
            var learner = learners.get(i);
            var g = gradients.get(i).mul(cut);
            double rate = learner.rate() * warmth;
            learner.mean().muli(FIRST).addi(g.mul(1 - FIRST));
            learner.square().muli(SECOND).addi(g.square().mul(1 - SECOND));
            var size = copy(learner.square(), scope).divi(second).sqrt().addi(EPSILON);
            var move = copy(learner.mean(), scope).divi(size).muli(rate / first);
            learner.value().muli(1 - rate * learner.decay());
            learner.value().subi(move);
            clear(gradients.get(i));
        }
    }

    /**
     * In PyTorch's own memory: an array that is set from a Java buffer keeps its numbers in that buffer, which is gone before the next
     * gradient is added to them. Times nothing would leave what is not a number as it is.
     */
    private static void clear(NDArray gradient) {
        gradient.set(EVERYTHING, 0);
    }

    private static NDArray copy(NDArray array, NDManager scope) {
        var copy = array.duplicate();
        copy.attach(scope);
        return copy;
    }
}
