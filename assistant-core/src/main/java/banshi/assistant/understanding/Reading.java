package banshi.assistant.understanding;

import banshi.assistant.Candidate;
import java.util.List;

/**
 * What a question probably asks (解读).
 *
 * @param subjects the likeliest subjects, best first, at most twelve
 * @param candidates the likeliest matter × aspect pairs, best first, at most five
 * @param familiar whether anything published is near the question at all; where it is not, probabilities mean nothing
 * @param step what it took to read it
 */
public record Reading(List<Likely> subjects, List<Candidate> candidates, boolean familiar, Step step) {
    /** What decided, the cheapest first (判定环节). */
    public enum Step {
        /** There was nothing to read. */
        NOTHING,
        /** The citizen picked one of the choices that were offered. */
        PICKED,
        /** The question is published word for word. */
        KNOWN,
        /** The words alone were clear. */
        WORDS,
        /** Words and meaning together. */
        MEANING
    }

    public Reading {
        subjects = List.copyOf(subjects);
        candidates = List.copyOf(candidates);
    }

    /** A subject and its probability, 0..1. */
    public record Likely(Subject subject, double p) {}
}
