package banshi.assistant.cases;

import java.util.List;

/**
 * All cases of some evaluation files (用例集), in the order of the files and their lines.
 *
 * @param counts how many cases of which kind each file has
 */
public record CaseSet(
        List<EvalCase.Single> singles,
        List<EvalCase.NotOurs> notOurs,
        List<EvalCase.Conversation> dialogues,
        List<EvalCase.Adversarial> adversarial,
        List<EvalCase.Facts> situations,
        List<EvalCase.Call> calls,
        List<Count> counts) {
    /** None. */
    public static final CaseSet NONE =
            new CaseSet(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public CaseSet {
        singles = List.copyOf(singles);
        notOurs = List.copyOf(notOurs);
        dialogues = List.copyOf(dialogues);
        adversarial = List.copyOf(adversarial);
        situations = List.copyOf(situations);
        calls = List.copyOf(calls);
        counts = List.copyOf(counts);
    }

    /** How many replies it takes to ask all of it: one for each turn of a citizen. */
    public int questions() {
        long turns = dialogues.stream().mapToLong(d -> d.turns().size()).sum();
        long calling = calls.stream()
                .flatMap(c -> c.turns().stream())
                .filter(EvalCase.Call.Said::byCaller)
                .count();
        return Math.toIntExact(
                singles.size() + notOurs.size() + adversarial.size() + situations.size() + turns + calling);
    }

    /** The cases of one kind in one file (计数). */
    public record Count(String file, CaseKind kind, int cases) {}
}
