package banshi.graph;

import banshi.corpus.Situation;
import banshi.corpus.When;
import java.util.List;
import java.util.Map;

/**
 * A condition in numbers (编译后的条件): all-of over situations, any-of over the options of one. Immutable.
 *
 * <p>One entry a situation named: its place in the matter, and the options that fit as bits. A situation or an option that the
 * matter does not have can never fit, as it cannot be known.
 */
final class Terms {
    private static final int NOWHERE = -1;

    private final int[] situations;
    private final long[] options;

    private Terms(int[] situations, long[] options) {
        this.situations = situations;
        this.options = options;
    }

    static Terms of(When when, List<Situation> situations, Map<String, Integer> places) {
        var named = new int[when.anyOf().size()];
        var fitting = new long[named.length];
        int i = 0;
        for (var needed : when.anyOf().entrySet()) {
            int place = places.getOrDefault(needed.getKey(), NOWHERE);
            named[i] = place;
            if (place != NOWHERE) {
                var asked = situations.get(place).options();
                for (int o = 0; o < asked.size(); o++)
                    if (needed.getValue().contains(asked.get(o).id())) fitting[i] |= 1L << o;
            }
            i++;
        }
        return new Terms(named, fitting);
    }

    /** What never holds. */
    static Terms never() {
        return new Terms(new int[] {NOWHERE}, new long[] {0});
    }

    /** The options that fit the i-th entry, as bits. */
    long options(int i) {
        return options[i];
    }

    int size() {
        return situations.length;
    }

    /** The place of the situation that the i-th entry names; -1 where the matter has none of that name. */
    int situation(int i) {
        return situations[i];
    }

    /** Whether an option fits the i-th entry. */
    boolean fits(int i, int option) {
        return (options[i] >>> option & 1) != 0;
    }

    boolean names(int situation) {
        for (int named : situations) if (named == situation) return true;
        return false;
    }
}
