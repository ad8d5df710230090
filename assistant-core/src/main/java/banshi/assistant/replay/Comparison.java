package banshi.assistant.replay;

import banshi.assistant.metrics.Figure;
import banshi.assistant.metrics.Statistic;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Questions of one kind before and after (前后对比): how many come to what, and the figures that count.
 *
 * @param before how many questions come to which outcome on the release that answers, {@code after} on the candidate
 * @param wrong the share of all that is answered wrongly
 * @param precision of those answered, the share that is answered rightly
 * @param coverage the share of all that is answered
 */
public record Comparison(
        int questions,
        Map<Outcome, Integer> before,
        Map<Outcome, Integer> after,
        Change wrong,
        Change precision,
        Change coverage) {
    public Comparison {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }

    /**
     * One figure before and after (变化), each with its 95 % interval.
     *
     * @param difference after less before, on the same questions drawn anew together
     */
    public record Change(Figure before, Figure after, Figure difference) {
        /** Whether it went up by more than chance. */
        public boolean isUp() {
            return difference.low() > 0;
        }
    }

    /** What is compared: both outcomes of one question. */
    record Both(Outcome before, Outcome after) {}

    static Comparison of(List<Both> outcomes) {
        var all = outcomes.stream().distinct().toList(); // the kinds of questions that the figures tell apart
        var names = new ArrayList<String>();
        var statistics = new ArrayList<Statistic>();
        add("wrong-answer-rate", all, o -> true, o -> o == Outcome.WRONG, names, statistics);
        add("precision", all, Outcome::isAnswered, o -> o == Outcome.RIGHT, names, statistics);
        add("coverage", all, o -> true, Outcome::isAnswered, names, statistics);
        var figures = Figure.of(
                names, statistics, outcomes.stream().mapToInt(all::indexOf).toArray());
        return new Comparison(
                outcomes.size(),
                counts(outcomes.stream().map(Both::before).toList()),
                counts(outcomes.stream().map(Both::after).toList()),
                change(figures, 0),
                change(figures, 1),
                change(figures, 2));
    }

    private static void add(
            String name,
            List<Both> all,
            Predicate<Outcome> counts,
            Predicate<Outcome> hits,
            List<String> names,
            List<Statistic> statistics) {
        var before = Statistic.share(all, (Both b) -> counts.test(b.before()), (Both b) -> hits.test(b.before()));
        var after = Statistic.share(all, (Both b) -> counts.test(b.after()), (Both b) -> hits.test(b.after()));
        names.addAll(List.of(name, name, name));
        statistics.addAll(List.of(before, after, times -> after.of(times) - before.of(times)));
    }

    private static Change change(List<Figure> figures, int which) {
        return new Change(figures.get(3 * which), figures.get(3 * which + 1), figures.get(3 * which + 2));
    }

    private static Map<Outcome, Integer> counts(List<Outcome> outcomes) {
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var outcome : outcomes) counts.merge(outcome, 1, Integer::sum);
        return counts;
    }
}
