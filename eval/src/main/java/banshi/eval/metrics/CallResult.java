package banshi.eval.metrics;

import banshi.assistant.Candidate;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import java.util.List;

/**
 * A telephone call, and what was suggested while it went on (通话结果).
 *
 * @param suggested after each of the caller's turns, in order
 */
public record CallResult(EvalCase.Call asked, List<Suggested> suggested) {
    private static final int SHOWN = 3;

    public CallResult {
        suggested = List.copyOf(suggested);
    }

    /** How many needs were found in time. */
    public int found() {
        return (int) asked.needs().stream().filter(this::isFound).count();
    }

    /** Whether the need was among the first three suggestions no later than the turn after it became clear. */
    public boolean isFound(EvalCase.Call.Need need) {
        return suggested.stream()
                .filter(s -> s.turn() <= need.clearAt() + 1)
                .anyMatch(s -> s.pairs().contains(need.pair()));
    }

    /**
     * What was suggested after one turn (坐席建议).
     *
     * @param turn from 0, the agent's turns counted
     */
    public record Suggested(int turn, Response response) {
        /** The first three, best first; none where there was no reply. */
        public List<Pair> pairs() {
            return switch (response) {
                case Response.Failed ignored -> List.of();
                case Response.Replied r ->
                    r.candidates().stream().limit(SHOWN).map(Suggested::pair).toList();
            };
        }

        private static Pair pair(Candidate candidate) {
            return new Pair(candidate.matter(), candidate.aspect());
        }
    }
}
