package banshi.assistant.understanding;

import banshi.assistant.Candidate;
import java.util.List;

/**
 * What a question probably asks (解读).
 *
 * @param subjects the likeliest subjects, best first, at most five
 * @param candidates the likeliest matter × aspect pairs, best first, at most five
 * @param familiar whether anything published is near the question at all; where it is not, probabilities mean nothing
 */
public record Reading(List<Likely> subjects, List<Candidate> candidates, boolean familiar) {
    public Reading {
        subjects = List.copyOf(subjects);
        candidates = List.copyOf(candidates);
    }

    /** A subject and its probability, 0..1. */
    public record Likely(Subject subject, double p) {}
}
