package banshi.channels.curation;

import banshi.assistant.metrics.Figure;
import banshi.assistant.replay.Comparison;
import banshi.assistant.replay.Ruling;
import java.util.List;
import java.util.Map;

/** What a gate may have found. */
final class Comparisons {
    private static final Figure NOTHING = new Figure("none", Double.NaN, Double.NaN, Double.NaN, 0);
    private static final Comparison.Change SAME = new Comparison.Change(NOTHING, NOTHING, NOTHING);

    static final Comparison NONE = new Comparison(0, Map.of(), Map.of(), SAME, SAME, SAME);
    static final Ruling PASSES = new Ruling.Passes();
    static final Ruling BLOCKED = new Ruling.Blocked(List.of(new Ruling.Rule.ApprovedLost(List.of())));

    private Comparisons() {}
}
