package banshi.assistant.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the assistant did in a turn (应答方式), as the HTTP contract names it. */
public enum Act {
    ANSWER("answer"),
    CLARIFY("clarify"),
    ASK_SITUATION("ask-situation"),
    DECLINE("decline"),
    HANDOFF("handoff"),
    SMALLTALK("smalltalk"),
    EMERGENCY("emergency");

    private final String word;

    Act(String word) {
        this.word = word;
    }

    /** The contract's word, e.g. {@code ask-situation}. */
    public String word() {
        return word;
    }

    /** The act that the contract calls so, if there is one. */
    public static Optional<Act> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word.equals(word)).findFirst();
    }

    /** All of the contract's words, in its order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Act::word).toList();
    }

    /** Whether it turns a question away: declines, hands off, makes small talk, or points to an emergency number. */
    public boolean refuses() {
        return switch (this) {
            case DECLINE, HANDOFF, SMALLTALK, EMERGENCY -> true;
            case ANSWER, CLARIFY, ASK_SITUATION -> false;
        };
    }
}
