package banshi.eval.publicsets;

import java.util.List;

/**
 * Pairs of sentences that mean the same or not (句对集).
 *
 * @param published under which names baselines.tsv has figures of it
 */
record PairSet(String name, List<String> published, List<Pair> pairs) {
    PairSet {
        published = List.copyOf(published);
        pairs = List.copyOf(pairs);
    }

    /** Two sentences. */
    record Pair(String first, String second, boolean same) {}

    /** Its first pairs alone. */
    PairSet sample(int most) {
        return pairs.size() <= most
                ? this
                : new PairSet(name + " (SAMPLE of the first " + most + ")", published, pairs.subList(0, most));
    }
}
