package banshi.assistant.replay;

import banshi.assistant.Reply;
import banshi.assistant.release.Release;
import banshi.assistant.release.Unmoved;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same questions, put to the release that answers and to a candidate (重放).
 *
 * <p>Every reply is composed on both sides, because a changed fact moves answers though nothing is understood otherwise; a reply that comes out
 * the same is not looked at further.
 *
 * @param answering the id of the release that answers now
 * @param candidate the id of the one that may
 * @param questions how many were asked
 * @param moved those that are replied to otherwise, in the order asked
 * @param approved the approved phrasings compared, {@code ours} the cases about our matters, {@code notOurs} all that should not be answered
 */
public record Replay(
        String answering,
        String candidate,
        int questions,
        List<Moved> moved,
        Comparison approved,
        Comparison ours,
        Comparison notOurs) {
    public Replay {
        moved = List.copyOf(moved);
    }

    /**
     * Asks all questions on all processors, as the web channel asks them; some 0.1 ms each and release, and a sentence vector for those that
     * are not clear without. The candidate is not asked where its reply is certain ({@link Unmoved}), which comes to the same.
     *
     * @throws IllegalArgumentException if the candidate was compiled for another encoder than the baseline
     */
    public static Replay of(Baseline baseline, Release candidate, List<ReplayQuestion> questions) {
        return of(baseline, candidate, questions, new Unmoved(baseline.release(), candidate)::is);
    }

    /** The same, where every question is put to the candidate whether its reply is certain or not. */
    static Replay ofAll(Baseline baseline, Release candidate, List<ReplayQuestion> questions) {
        return of(baseline, candidate, questions, (first, reply, known) -> false);
    }

    static Replay of(Baseline baseline, Release candidate, List<ReplayQuestion> questions, Baseline.Certain certain) {
        var asking = baseline.asking(candidate);
        var asked = questions.parallelStream()
                .map(question -> asked(question, baseline.ask(question.text()), asking, certain))
                .toList();
        return new Replay(
                baseline.release().summary().id(),
                candidate.summary().id(),
                questions.size(),
                asked.stream().flatMap(a -> Stream.ofNullable(a.moved())).toList(),
                compared(asked, ReplayQuestion.Approved.class::isInstance),
                compared(asked, ReplayQuestion.Ours.class::isInstance),
                compared(asked, q -> q instanceof ReplayQuestion.NotOurs || q instanceof ReplayQuestion.Hostile));
    }

    private static Asked asked(
            ReplayQuestion question, Baseline.Told before, Baseline.Asking asking, Baseline.Certain certain) {
        return asking.certainlyTells(before, question.text(), certain)
                ? Asked.alike(question, before)
                : Asked.of(question, before, asking.ask(question.text()));
    }

    /** The approved phrasings that were replied to rightly and no longer are. */
    public List<Moved> lost() {
        return moved.stream()
                .filter(m -> m.question() instanceof ReplayQuestion.Approved && m.isLost())
                .toList();
    }

    /** What the candidate gives no reply to. */
    public List<Moved> broken() {
        return moved.stream().filter(m -> m.after().failure().isPresent()).toList();
    }

    private static Comparison compared(List<Asked> asked, Predicate<ReplayQuestion> which) {
        return Comparison.of(asked.stream()
                .filter(a -> which.test(a.question()))
                .flatMap(a -> Stream.ofNullable(a.both()))
                .toList());
    }

    /** What became of one question; {@code moved} is null where the replies are alike, {@code both} where nothing is right or wrong. */
    private record Asked(ReplayQuestion question, @Nullable Moved moved, Comparison.@Nullable Both both) {
        static Asked of(ReplayQuestion question, Baseline.Told before, Baseline.Told after) {
            var differences = differences(before.reply(), after.reply());
            if (differences.isEmpty()) return alike(question, before);
            var moved = new Moved(question, differences, before.side(question), after.side(question));
            var was = moved.before().outcome();
            var is = moved.after().outcome();
            return new Asked(question, moved, was == null || is == null ? null : new Comparison.Both(was, is));
        }

        static Asked alike(ReplayQuestion question, Baseline.Told told) {
            var both = outcome(question, told).map(o -> new Comparison.Both(o, o));
            return new Asked(question, null, both.orElse(null));
        }

        private static Optional<Outcome> outcome(ReplayQuestion question, Baseline.Told told) {
            return question instanceof ReplayQuestion.Real ? Optional.empty() : question.outcome(told.response());
        }
    }

    /** In what two replies differ; how sure they are does not count. A reply that is missing differs from any. */
    private static Set<Moved.Difference> differences(@Nullable Reply before, @Nullable Reply after) {
        if (before == null || after == null) return EnumSet.of(Moved.Difference.ACT);
        var differences = EnumSet.noneOf(Moved.Difference.class);
        if (before.getClass() != after.getClass()) differences.add(Moved.Difference.ACT);
        if (!before.blocks().equals(after.blocks())) differences.add(Moved.Difference.TEXT);
        if (before instanceof Reply.Answer was && after instanceof Reply.Answer is) {
            if (!was.matter().equals(is.matter())) differences.add(Moved.Difference.MATTER);
            if (!was.aspect().equals(is.aspect())) differences.add(Moved.Difference.ASPECT);
            if (!was.template().equals(is.template())) differences.add(Moved.Difference.TEMPLATE);
        } else if (before instanceof Reply.Handoff was && after instanceof Reply.Handoff is) {
            if (!Objects.equals(was.matter(), is.matter())) differences.add(Moved.Difference.MATTER);
        }
        if (differences.isEmpty() && !details(before).equals(details(after))) differences.add(Moved.Difference.DETAILS);
        return differences;
    }

    /** All of a reply but how it was read. */
    private static Object details(Reply reply) {
        return switch (reply) {
            case Reply.Answer answer -> answer.readAs(0, List.of());
            case Reply.Together together ->
                List.of(together.bundle(), together.blocks(), together.materials(), together.citations());
            case Reply.Clarify clarify -> clarify.choices();
            case Reply.Decline decline -> decline.blocks();
            case Reply.Handoff handoff -> handoff.blocks();
            case Reply.Smalltalk smalltalk -> smalltalk.blocks();
            case Reply.Emergency emergency -> emergency.blocks();
        };
    }
}
