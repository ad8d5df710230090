package banshi.assistant.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * One way of reading graded words, each read by weights that were fitted without its fold (交叉拟合), so that calibration and thresholds are not
 * taken from what the weights have seen.
 */
final class CrossFit {
    /**
     * What weights are fitted to; held, for every fold asks again.
     *
     * @param subjects by graded words, one or none each; likewise {@code aspects}, any number each
     * @param pull see {@link ConditionalLogit#fit}
     */
    record Examples(
            List<List<ConditionalLogit.Example>> subjects,
            int subjectFeatures,
            List<List<ConditionalLogit.Example>> aspects,
            int aspectFeatures,
            double pull) {}

    /** Reads the words of an index by weights. */
    @FunctionalInterface
    interface Judge {
        Understanding.Judged judged(int index, Understanding.Logits weights);
    }

    private final Examples examples;
    private final Calibration calibration;
    private final boolean[] right;
    private final double[] sureness;
    private final double[] danger;

    /**
     * Fits once a fold.
     *
     * @param fold of an index, from 0
     */
    CrossFit(List<? extends Graded> graded, Examples examples, int folds, IntUnaryOperator fold, Judge judge) {
        this.examples = examples;
        right = new boolean[graded.size()];
        sureness = new double[graded.size()];
        danger = new double[graded.size()];
        var ofMatters = new ArrayList<Integer>();
        for (int out = 0; out < folds; out++) {
            int held = out;
            var weights = Understanding.Logits.of(fitted(i -> fold.applyAsInt(i) != held));
            for (int i = 0; i < graded.size(); i++) {
                if (fold.applyAsInt(i) != held) continue;
                var judged = judge.judged(i, weights);
                right[i] = graded.get(i).isRight(judged);
                sureness[i] = judged.sureness();
                danger[i] = judged.danger();
                if (judged.subjects().getFirst().subject() instanceof Subject.OfMatter) ofMatters.add(i);
            }
        }
        calibration = Calibration.fit(ofMatters.stream()
                .map(i -> new Calibration.Outcome(sureness[i], right[i]))
                .toList());
        for (int i : ofMatters) sureness[i] = calibration.apply(sureness[i]);
    }

    /** The weights fitted to all, calibrated. */
    Judgement.Weights weights() {
        var all = fitted(i -> true);
        return new Judgement.Weights(all.subjects(), all.aspects(), calibration.slope(), calibration.shift());
    }

    /** The share that is read rightly. */
    double share() {
        return IntStream.range(0, right.length).filter(i -> right[i]).count() / (double) Math.max(1, right.length);
    }

    /**
     * The lowest sureness from which on reading by words alone, where no danger is near, loses next to nothing against words and meaning.
     *
     * @param most the share of right readings that may be lost
     * @return 2, for never, where that is always too much
     */
    static double clear(CrossFit byWords, CrossFit byMeaning, double most) {
        var order = IntStream.range(0, byWords.right.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -byWords.sureness[i]))
                .toList();
        double clear = 2;
        int lost = 0;
        for (int i : order) {
            if (byWords.danger[i] >= Understanding.DANGER) continue;
            if (byMeaning.right[i] && !byWords.right[i]) lost++;
            if (!byMeaning.right[i] && byWords.right[i]) lost--;
            if (lost <= most * byWords.right.length) clear = byWords.sureness[i];
        }
        return clear;
    }

    private Judgement.Weights fitted(IntPredicate included) {
        return new Judgement.Weights(
                fitted(examples.subjects(), examples.subjectFeatures(), included),
                fitted(examples.aspects(), examples.aspectFeatures(), included),
                1,
                0);
    }

    private List<Double> fitted(List<List<ConditionalLogit.Example>> all, int features, IntPredicate included) {
        var of = IntStream.range(0, all.size())
                .filter(included)
                .mapToObj(all::get)
                .flatMap(List::stream)
                .toList();
        return ConditionalLogit.fit(of, features, examples.pull()).weights();
    }
}
