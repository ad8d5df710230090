package banshi.eval.publicsets;

import java.util.Set;

/**
 * A question and two answers that are easily taken for one another (易混问题).
 *
 * @param right numbers of the documents that answer it
 * @param wrong numbers of those that answer the question beside it, and not this one; neither is empty
 */
record Confusable(String question, Set<Integer> right, Set<Integer> wrong) {
    Confusable {
        right = Set.copyOf(right);
        wrong = Set.copyOf(wrong);
    }
}
