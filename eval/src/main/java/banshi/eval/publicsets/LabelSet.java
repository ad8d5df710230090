package banshi.eval.publicsets;

import java.util.List;

/**
 * Sentences under labels, some to know and some to ask (意图集).
 *
 * @param published under which name baselines.tsv has figures of it
 */
record LabelSet(String name, String what, String published, List<Sentence> known, List<Sentence> asked) {
    LabelSet {
        known = List.copyOf(known);
        asked = List.copyOf(asked);
    }

    /** A sentence and what it means. */
    record Sentence(String text, String label) {}

    /** The first sentences alone of what is known. */
    LabelSet sample(int most) {
        return known.size() <= most
                ? this
                : new LabelSet(
                        name,
                        what + "; SAMPLE of the first " + most + " known sentences",
                        published,
                        known.subList(0, most),
                        asked);
    }
}
