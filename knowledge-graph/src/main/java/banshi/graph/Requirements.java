package banshi.graph;

import banshi.corpus.Material;
import banshi.corpus.Matter;
import java.util.List;

/**
 * What a case needs (办理要求), as far as the circumstances are known.
 *
 * @param materials in the order of the content; what certainly does not apply is left out
 * @param conditions likewise
 * @param outcomes the redirects and refusals that certainly hold
 */
public record Requirements(List<Needed> materials, List<Applying> conditions, List<Matter.Outcome> outcomes) {
    public Requirements {
        materials = List.copyOf(materials);
        conditions = List.copyOf(conditions);
        outcomes = List.copyOf(outcomes);
    }

    /**
     * A material and whether it is wanted.
     *
     * @param onlyIf the choice on which it depends, in words that need no question before them ("孩子在国外出生", "户口本是怎么了？丢了");
     *     empty when it is certainly needed
     */
    public record Needed(Material material, String onlyIf) {
        /** Whether nobody can do without it in any case that is still possible. */
        public boolean required() {
            return onlyIf.isEmpty() && !material.optional();
        }
    }

    /** A condition, and the choice on which it depends in words; empty when it certainly applies. */
    public record Applying(Matter.Condition condition, String onlyIf) {}
}
