package banshi.eval.cases;

import java.util.List;

/**
 * All cases of some evaluation files (用例集), in the order of the files and their lines.
 *
 * @param counts how many cases of which kind each file has, also of the kinds that are not measured
 */
public record CaseSet(List<EvalCase.Single> singles, List<EvalCase.NotOurs> notOurs, List<Count> counts) {
    public CaseSet {
        singles = List.copyOf(singles);
        notOurs = List.copyOf(notOurs);
        counts = List.copyOf(counts);
    }

    /** The cases of one kind in one file (计数). */
    public record Count(String file, CaseKind kind, int cases) {}
}
