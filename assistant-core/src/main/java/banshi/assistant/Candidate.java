package banshi.assistant;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;

/**
 * One reading of a question (候选): this aspect of this matter, with its probability.
 *
 * @param p calibrated, 0..1
 */
public record Candidate(MatterId matter, AspectId aspect, double p) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code p} is outside 0..1
     */
    public Candidate {
        if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("p is " + p + "; allowed: 0 to 1");
    }
}
