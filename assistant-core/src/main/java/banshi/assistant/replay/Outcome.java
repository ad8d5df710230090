package banshi.assistant.replay;

import banshi.assistant.cases.AdversarialResult;
import banshi.assistant.cases.NotOursResult;
import banshi.assistant.cases.Response;
import banshi.assistant.cases.SingleResult;

/** How well a question is replied to (答得如何). */
public enum Outcome {
    /** As it should be: answered about the right thing, or, where it is not ours, turned away. */
    RIGHT,
    /** Answered about something else, or answered at all where it should not be: what harms a citizen. */
    WRONG,
    /** Asked back. */
    ASKED_BACK,
    /** Turned away, or not in the way that it should be. */
    DECLINED;

    static Outcome of(SingleResult result) {
        return result.isAnsweredRight() ? RIGHT : otherwise(result.response());
    }

    static Outcome of(NotOursResult result) {
        return result.isRejected() ? RIGHT : otherwise(result.response());
    }

    static Outcome of(AdversarialResult result) {
        return result.judged().isMet() ? RIGHT : otherwise(result.response());
    }

    private static Outcome otherwise(Response response) {
        return switch (response) {
            case Response.Failed failed -> DECLINED;
            case Response.Replied replied ->
                switch (replied.act()) {
                    case ANSWER -> WRONG;
                    case CLARIFY, ASK_SITUATION -> ASKED_BACK;
                    case DECLINE, HANDOFF, SMALLTALK, EMERGENCY -> DECLINED;
                };
        };
    }

    /** Whether a question about a matter was answered. */
    boolean isAnswered() {
        return this == RIGHT || this == WRONG;
    }
}
