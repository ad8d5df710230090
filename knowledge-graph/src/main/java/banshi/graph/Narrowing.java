package banshi.graph;

import banshi.corpus.AspectId;
import banshi.corpus.Situation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one question to ask next (情形追问), and how much it settles.
 *
 * <p>Of each thing that circumstances decide (a material, a condition, a refusal, a fee) it is open how likely it applies, p. A question is worth
 * what its answers are expected to take off the open {@code p(1-p)} (the Gini index of decision trees: Breiman et al., Classification and
 * Regression Trees, 1984, ch. 4), weighed by how much the thing matters. One whose answers all lead to the same is worth nothing, and is never
 * asked.
 *
 * @param settles the share of what is open that the answer is expected to settle, above 0, at most 1
 */
public record Narrowing(Situation situation, double settles) {

    /** Whether one may apply here at all matters whatever is asked for. */
    private static final double DECIDES = 4;

    static Optional<Narrowing> of(CompiledMatter matter, Case known, @Nullable AspectId asked) {
        if (isDecided(matter, known)) return Optional.empty();
        double best = 0;
        int question = -1;
        for (int s = 0; s < matter.situations(); s++) {
            if (known.isTaken(s) || known.arises(s) != Case.YES || !changesAnything(matter, known, s, asked)) continue;
            double gain = gain(matter, known, s, asked);
            if (question < 0 || gain > best + 1e-12) {
                best = gain;
                question = s;
            }
        }
        if (question < 0) return Optional.empty();
        double open = 0;
        for (int e = 0; e < matter.effectCount(); e++) open += weighed(matter, e, asked, known);
        return Optional.of(new Narrowing(
                matter.situation(question), open <= 0 ? 1 : Math.clamp(best / open, Double.MIN_NORMAL, 1)));
    }

    /** Whether it is clear already that the application is refused or belongs elsewhere. */
    private static boolean isDecided(CompiledMatter matter, Case known) {
        for (int o = 0; o < matter.outcomes.length; o++)
            if (matter.refuses(o) && known.truth(matter.outcomes[o]) == Case.YES) return true;
        return false;
    }

    private static boolean changesAnything(CompiledMatter matter, Case known, int situation, @Nullable AspectId asked) {
        int options = matter.situation(situation).options().size();
        for (int e : matter.changedBy(situation)) {
            if (weight(matter.effect(e), asked) <= 0) continue;
            known.tell(situation, 0);
            byte first = known.truth(matter.effect(e).when());
            for (int o = 1; o < options; o++) {
                known.tell(situation, o);
                if (known.truth(matter.effect(e).when()) != first) {
                    known.forget(situation);
                    return true;
                }
            }
        }
        known.forget(situation);
        return false;
    }

    private static double gain(CompiledMatter matter, Case known, int situation, @Nullable AspectId asked) {
        double gain = 0;
        for (int e : matter.changedBy(situation)) gain += weighed(matter, e, asked, known);
        int options = matter.situation(situation).options().size();
        for (int o = 0; o < options; o++) {
            known.tell(situation, o);
            double left = 0;
            for (int e : matter.changedBy(situation)) left += weighed(matter, e, asked, known);
            gain -= matter.share(situation, o) * left;
        }
        known.forget(situation);
        return gain;
    }

    private static double weighed(CompiledMatter matter, int effect, @Nullable AspectId asked, Case known) {
        double weight = weight(matter.effect(effect), asked);
        if (weight <= 0) return 0;
        double p = known.likelihood(matter.effect(effect).when());
        return weight * p * (1 - p);
    }

    private static double weight(CompiledMatter.Effect effect, @Nullable AspectId asked) {
        if (asked == null) return effect.weight();
        if (effect.aspect() == null) return DECIDES;
        return effect.aspect().equals(asked) ? effect.weight() * 2 : 0;
    }
}
