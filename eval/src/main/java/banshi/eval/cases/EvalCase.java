package banshi.eval.cases;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.List;
import java.util.stream.Stream;

/** One question and what would be right (评测用例). */
public sealed interface EvalCase {
    /** Where it is written. */
    Origin origin();

    /** As the file names it. */
    String id();

    /** What is asked; may be empty. */
    String text();

    /**
     * Where a case is written (出处).
     *
     * @param file as it was given
     * @param line from 1
     */
    record Origin(String file, int line) {}

    /**
     * A question about one of our matters (单轮问题).
     *
     * @param alsoOk other pairs that are right too
     * @param style how it is put, e.g. {@code typo}; {@code unspecified} where the file does not say
     */
    record Single(Origin origin, String id, String text, Pair gold, List<Pair> alsoOk, String style)
            implements EvalCase {
        public Single {
            alsoOk = List.copyOf(alsoOk);
        }

        /** Whether the pair is the gold pair, or one of those that are right too. */
        public boolean accepts(Pair pair) {
            return accepted().anyMatch(pair::equals);
        }

        /** Whether some accepted pair has this matter. */
        public boolean acceptsMatter(MatterId matter) {
            return accepted().anyMatch(pair -> pair.matter().equals(matter));
        }

        /** Whether some accepted pair has this aspect. */
        public boolean acceptsAspect(AspectId aspect) {
            return accepted().anyMatch(pair -> pair.aspect().equals(aspect));
        }

        /** The gold pair and those that are right too. */
        public Stream<Pair> accepted() {
            return Stream.concat(Stream.of(gold), alsoOk.stream());
        }
    }

    /**
     * A question that is not ours (超出范围的问题).
     *
     * @param kind why it is not ours, e.g. {@code other-dept}; {@code unspecified} where the file does not say
     * @param alsoOk other acts that are right too
     * @param mustContainAny numbers or places of which the reply should name one; empty where none is asked for
     */
    record NotOurs(
            Origin origin,
            String id,
            String text,
            String kind,
            Act expect,
            List<Act> alsoOk,
            List<String> mustContainAny)
            implements EvalCase {
        public NotOurs {
            alsoOk = List.copyOf(alsoOk);
            mustContainAny = List.copyOf(mustContainAny);
        }

        /** Whether the act is the expected one, or one of those that are right too. */
        public boolean accepts(Act act) {
            return act == expect || alsoOk.contains(act);
        }
    }
}
