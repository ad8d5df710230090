package banshi.channels.curation;

import banshi.assistant.metrics.Figure;
import banshi.assistant.replay.Comparison;
import banshi.assistant.replay.Verdict;
import java.util.List;
import java.util.Map;

/** What a gate may have found. */
final class Comparisons {
    private static final Figure NOTHING = new Figure("none", Double.NaN, Double.NaN, Double.NaN, 0);
    private static final Comparison.Change SAME = new Comparison.Change(NOTHING, NOTHING, NOTHING);

    static final Comparison NONE = new Comparison(0, Map.of(), Map.of(), SAME, SAME, SAME);
    static final Verdict PASSES = new Verdict.Passes();
    static final Verdict BLOCKED = new Verdict.Blocked(List.of(new Verdict.Rule.ApprovedLost(List.of())));

    private Comparisons() {}
}
