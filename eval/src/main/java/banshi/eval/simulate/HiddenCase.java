package banshi.eval.simulate;

import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.graph.Circumstances;
import java.util.random.RandomGenerator;

/** Invents cases (隐藏情形). */
final class HiddenCase {
    private HiddenCase() {}

    /** An option for each situation that arises: the first half of the time, otherwise any of the rest. */
    static Circumstances of(Matter matter, RandomGenerator random) {
        var drawn = Circumstances.NONE;
        for (int before = -1; before < drawn.known().size(); ) { // an answer may let another question arise
            before = drawn.known().size();
            for (var situation : matter.situations()) {
                if (drawn.known().containsKey(situation.id())
                        || drawn.truth(situation.arises()) != Circumstances.Truth.YES) continue;
                drawn = drawn.and(situation.id(), option(situation, random));
            }
        }
        return drawn;
    }

    private static String option(Situation situation, RandomGenerator random) {
        var options = situation.options();
        int drawn = options.size() == 1 || random.nextBoolean() ? 0 : 1 + random.nextInt(options.size() - 1);
        return options.get(drawn).id();
    }
}
