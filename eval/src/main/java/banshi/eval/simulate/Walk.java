package banshi.eval.simulate;

import banshi.corpus.MatterId;
import java.util.List;
import java.util.Map;

/**
 * One conversation of an invented citizen with the assistant (一次行走).
 *
 * @param number from 1; with the seed it decides everything
 * @param hidden the citizen's case: situation id → option id, for the situations that arise in it
 * @param questions how many times a situation was asked about
 * @param told how many facts the opening told at once
 * @param heard of these, how many were taken in by the first answer
 */
public record Walk(
        int number,
        MatterId matter,
        Map<String, String> hidden,
        List<Exchange> exchanges,
        List<Finding> findings,
        Ending ending,
        int questions,
        int told,
        int heard) {
    public Walk {
        exchanges = List.copyOf(exchanges);
        findings = List.copyOf(findings);
    }

    /** Whether it came past the opening. */
    public boolean isWalked() {
        return ending != Ending.NO_TRUE_OPENING && ending != Ending.OPENING_NOT_UNDERSTOOD;
    }

    /** How it ended (结局). */
    public enum Ending {
        /** Everything was said. */
        DONE,
        /** The case belongs to another matter, and the assistant went there. */
        REDIRECTED,
        /** No words that are about the matter are true of the case, so that nothing was walked: nobody is new who has lost the old one. */
        NO_TRUE_OPENING,
        /** The first words were not taken to be about the matter, so that nothing was walked. */
        OPENING_NOT_UNDERSTOOD,
        /** A later question was not taken to be about it. */
        FOLLOW_UP_LOST,
        /** Something went wrong, and nobody goes on from there: the next findings would only follow from it. */
        BROKEN_OFF
    }
}
