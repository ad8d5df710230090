package banshi.graph;

import banshi.corpus.When;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of a citizen's case (已知情形): for some situations of a matter, the option that holds. Immutable.
 *
 * @param known situation id → option id
 */
public record Circumstances(Map<String, String> known) {
    public static final Circumstances NONE = new Circumstances(Map.of());

    public Circumstances {
        known = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    /** These and one more; what was known of the situation before is replaced. */
    public Circumstances and(String situation, String option) {
        var more = new LinkedHashMap<>(known);
        more.put(situation, option);
        return new Circumstances(more);
    }

    /** Whether a condition holds: no, as soon as one situation is known to differ; yes, when all are known to fit. */
    public Truth truth(When when) {
        var truth = Truth.YES;
        for (var needed : when.anyOf().entrySet()) {
            var option = known.get(needed.getKey());
            if (option == null) truth = Truth.UNKNOWN;
            else if (!needed.getValue().contains(option)) return Truth.NO;
        }
        return truth;
    }

    /** Yes, no, or not known yet (三值). */
    public enum Truth {
        YES,
        NO,
        UNKNOWN
    }
}
