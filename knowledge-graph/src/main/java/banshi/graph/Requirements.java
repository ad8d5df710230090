package banshi.graph;

import banshi.corpus.Material;
import banshi.corpus.Matter;
import banshi.corpus.Situation;
import banshi.corpus.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a case needs (办理要求), as far as the circumstances are known.
 *
 * @param materials in the order of the content; what certainly does not apply is left out
 * @param exempt what the usual case needs and this one certainly does not, likewise
 * @param conditions in the order of the content; what certainly does not apply is left out
 * @param outcomes the redirects, refusals and reservations that certainly hold
 * @param eligibility whether one may apply here at all
 */
public record Requirements(
        List<Needed> materials,
        List<Exempt> exempt,
        List<Applying> conditions,
        List<Matter.Outcome> outcomes,
        Eligibility eligibility) {
    public Requirements {
        materials = List.copyOf(materials);
        exempt = List.copyOf(exempt);
        conditions = List.copyOf(conditions);
        outcomes = List.copyOf(outcomes);
    }

    /** Of the outcomes those of one kind: what stands in the way, what an examination decides, what is advice only. */
    public List<Matter.Outcome> outcomes(Verdict verdict) {
        return outcomes.stream().filter(o -> o.verdict() == verdict).toList();
    }

    /** Whether something certainly stands in the way; what is advice only or for an examination to decide does not. */
    public boolean isRefused() {
        return outcomes.stream().anyMatch(o -> o.verdict() == Verdict.NO);
    }

    /**
     * A material and whether it is wanted.
     *
     * @param onlyIf the choice on which it depends, in words that need no question before them ("孩子在国外出生", "户口本是怎么了？丢了");
     *     empty when it is certainly needed
     * @param because what was told and makes it needed; empty where every case needs it
     */
    public record Needed(Material material, String onlyIf, List<Told> because) {
        public Needed {
            because = List.copyOf(because);
        }

        /** Whether nobody can do without it in any case that is still possible. */
        public boolean required() {
            return onlyIf.isEmpty() && !material.optional();
        }
    }

    /** A material that this case does without (免交), and what was told that makes it so. */
    public record Exempt(Material material, Told because) {}

    /** A condition, and the choice on which it depends in words; empty when it certainly applies. */
    public record Applying(Matter.Condition condition, String onlyIf) {}

    /** An answer that was given to a question (已知情形). */
    public record Told(Situation situation, Situation.Option option) {}

    /**
     * Whether the application can be accepted (能否受理).
     *
     * @param verdict {@code no} as soon as a redirect or refusal certainly holds; {@code yes} when neither one nor what only an examination
     *     decides can hold any more; else {@code depends}
     * @param decidedBy the outcome that holds, or of those that may still hold the first; null for {@code yes}
     */
    public record Eligibility(Verdict verdict, Matter.@Nullable Outcome decidedBy) {}
}
