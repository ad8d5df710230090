package banshi.assistant.cases;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is asked and what would be right (评测用例): one line of an evaluation file. Texts may be empty. */
public sealed interface EvalCase {
    /** Where it is written. */
    Origin origin();

    /** As the file names it. */
    String id();

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

    /**
     * Several turns of one conversation (多轮对话).
     *
     * @param kind what makes it hard, e.g. {@code ellipsis}; {@code unspecified} where the file does not say
     * @param turns in order, at least one
     */
    record Conversation(Origin origin, String id, String kind, List<Asked> turns) implements EvalCase {
        public Conversation {
            turns = List.copyOf(turns);
        }

        /** One turn: what the citizen says, and what must come back. */
        public record Asked(String user, Expectation expect) {}
    }

    /**
     * Something that is said to break the assistant or to lead it astray (对抗输入).
     *
     * @param kind e.g. {@code prompt-injection}; {@code unspecified} where the file does not say
     */
    record Adversarial(Origin origin, String id, String text, String kind, Expectation expect) implements EvalCase {}

    /**
     * A citizen's case, told in the citizen's words (情形).
     *
     * @param text the facts
     * @param include for each material that the reply must have, the words of which its name has one
     * @param exclude words that no material of the reply may have in its name
     * @param eligible yes, no or depends; null where the case does not say
     * @param redirect another matter that is the right answer, or null
     */
    record Facts(
            Origin origin,
            String id,
            MatterId matter,
            String text,
            List<List<String>> include,
            List<String> exclude,
            @Nullable Verdict eligible,
            @Nullable MatterId redirect)
            implements EvalCase {
        public Facts {
            include = include.stream().map(List::copyOf).toList();
            exclude = List.copyOf(exclude);
        }
    }

    /**
     * A telephone call (热线通话).
     *
     * @param kind e.g. {@code two-needs}; {@code unspecified} where the file does not say
     * @param turns in order, at least one
     * @param needs what the caller wants to know; empty where it is not ours
     * @param order the work order that an agent would write; null where the file does not say
     */
    record Call(
            Origin origin,
            String id,
            String kind,
            List<Said> turns,
            List<Need> needs,
            @Nullable Order order) implements EvalCase {
        public Call {
            turns = List.copyOf(turns);
            needs = List.copyOf(needs);
        }

        /** What one of the two said (话轮). */
        public record Said(boolean byCaller, String text) {}

        /**
         * What the caller wants to know (诉求).
         *
         * @param clearAt the turn, from 0, at which it becomes clear; the last one where the file does not say
         */
        public record Need(Pair pair, int clearAt) {}

        /**
         * What an agent would write down (工单).
         *
         * @param type in Chinese, as 咨询
         * @param matter null where it is none of ours
         * @param points short facts and wishes
         */
        public record Order(String type, @Nullable MatterId matter, List<String> points) {
            public Order {
                points = List.copyOf(points);
            }
        }
    }
}
