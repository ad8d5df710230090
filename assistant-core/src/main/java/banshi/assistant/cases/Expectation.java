package banshi.assistant.cases;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one reply must be (期望).
 *
 * @param acts those that are right, the first one best; empty where any will do
 * @param matter what the reply must be about, or null where the case does not say
 * @param aspect of the matter, or null where any will do
 * @param alsoOk other pairs that are right too; where no matter is named, the only ones
 * @param mustContainAny words of which the reply must have one; empty where none is asked for
 * @param mustNotContain words of which the reply must have none
 * @param choices matters of which a clarification must offer two; empty where it may offer any
 * @param pick the number, from 1, of the choice shown before that the reply must be about; 0 where none was picked
 * @param bundle a one-matter bundle that is right too, or null
 */
public record Expectation(
        List<Act> acts,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        List<Pair> alsoOk,
        List<String> mustContainAny,
        List<String> mustNotContain,
        List<MatterId> choices,
        int pick,
        @Nullable String bundle) {
    public Expectation {
        acts = List.copyOf(acts);
        alsoOk = List.copyOf(alsoOk);
        mustContainAny = List.copyOf(mustContainAny);
        mustNotContain = List.copyOf(mustNotContain);
        choices = List.copyOf(choices);
    }

    /** Whether the act is right. */
    public boolean accepts(Act act) {
        return acts.isEmpty() || acts.contains(act);
    }

    /** Whether it says what the reply must be about. */
    public boolean namesSubject() {
        return matter != null || !alsoOk.isEmpty();
    }

    /** Whether a reply may be about this; anything will do where no subject is named. */
    public boolean accepts(@Nullable MatterId about, @Nullable AspectId of) {
        if (!namesSubject()) return true;
        if (about == null) return false;
        if (about.equals(matter) && (aspect == null || aspect.equals(of))) return true;
        return of != null && alsoOk.contains(new Pair(about, of));
    }

    /** The matters that a reply may be about; empty where no subject is named. */
    public List<MatterId> matters() {
        return Stream.concat(Stream.ofNullable(matter), alsoOk.stream().map(Pair::matter))
                .distinct()
                .toList();
    }
}
