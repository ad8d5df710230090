package banshi.assistant.cases;

import java.util.List;

/**
 * A conversation, and what came back (多轮结果).
 *
 * @param turns one for each turn of the case, in order
 */
public record DialogueResult(EvalCase.Conversation asked, List<TurnResult> turns) {
    public DialogueResult {
        turns = List.copyOf(turns);
    }

    /** Whether every turn is what it had to be. */
    public boolean isSuccess() {
        return turnsMet() == turns.size();
    }

    /** How many turns are what they had to be. */
    public int turnsMet() {
        return (int) turns.stream().filter(TurnResult::isMet).count();
    }
}
