package banshi.eval.metrics;

import banshi.corpus.MatterId;
import banshi.eval.cases.CaseSet;
import banshi.eval.subject.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured on one release (评测结果); the same cases and responses give the same measurement.
 *
 * @param release its id
 * @param counts the files and what is in them, also what is not measured
 * @param groups of singles first; within a kind all cases first, then with and without content, by file, by style or kind
 * @param contentKnown whether it is known which matters the release has content for
 */
public record Measurement(
        String release,
        List<CaseSet.Count> counts,
        List<SingleResult> singles,
        List<NotOursResult> notOurs,
        List<Group> groups,
        boolean contentKnown) {
    /** How many resamples an interval rests on. */
    public static final int RESAMPLES = Bootstrap.RESAMPLES;

    /** The seed of the resamples. */
    public static final long SEED = Bootstrap.SEED;

    public Measurement {
        counts = List.copyOf(counts);
        singles = List.copyOf(singles);
        notOurs = List.copyOf(notOurs);
        groups = List.copyOf(groups);
    }

    /**
     * Computes every figure of every split.
     *
     * @param content the matters that the release has content for, or null where that is not known
     */
    public static Measurement of(
            String release,
            List<CaseSet.Count> counts,
            List<SingleResult> singles,
            List<NotOursResult> notOurs,
            @Nullable Set<MatterId> content) {
        var groups = new ArrayList<Group>();
        if (!singles.isEmpty()) {
            groups.add(Group.ofSingles(Group.ALL, singles));
            if (content != null) {
                Predicate<SingleResult> has =
                        r -> content.contains(r.asked().gold().matter());
                addUnlessEmpty(
                        groups, "with-content", singles.stream().filter(has).toList());
                addUnlessEmpty(
                        groups,
                        "without-content",
                        singles.stream().filter(has.negate()).toList());
            }
            var byFile = by(singles, r -> "file:" + r.asked().origin().file());
            if (byFile.size() > 1) byFile.forEach((split, some) -> groups.add(Group.ofSingles(split, some)));
            by(singles, r -> "style:" + r.asked().style())
                    .forEach((split, some) -> groups.add(Group.ofSingles(split, some)));
        }
        if (!notOurs.isEmpty()) {
            groups.add(Group.ofNotOurs(Group.ALL, notOurs));
            var byFile = by(notOurs, r -> "file:" + r.asked().origin().file());
            if (byFile.size() > 1) byFile.forEach((split, some) -> groups.add(Group.ofNotOurs(split, some)));
            by(notOurs, r -> "kind:" + r.asked().kind())
                    .forEach((split, some) -> groups.add(Group.ofNotOurs(split, some)));
        }
        return new Measurement(release, counts, singles, notOurs, groups, content != null);
    }

    /** The figure of one metric on one split, if it was measured. */
    public Optional<Figure> figure(String metric, String split) {
        return groups.stream()
                .filter(g -> g.split().equals(split))
                .flatMap(g -> g.figure(metric).stream())
                .findFirst();
    }

    /** How many cases got no reply at all. */
    public int failures() {
        return (int) Stream.concat(
                        singles.stream().map(SingleResult::response),
                        notOurs.stream().map(NotOursResult::response))
                .filter(Response.Failed.class::isInstance)
                .count();
    }

    /** What each metric means, in the order of the table. */
    public static List<Definition> definitions() {
        return Stream.concat(
                        Metric.SINGLE.stream()
                                .map(m -> new Definition(m.name(), m.chinese(), m.definition(), m.lessIsBetter())),
                        Metric.NOT_OURS.stream()
                                .map(m -> new Definition(m.name(), m.chinese(), m.definition(), m.lessIsBetter())))
                .toList();
    }

    private static void addUnlessEmpty(List<Group> groups, String split, List<SingleResult> some) {
        if (!some.isEmpty()) groups.add(Group.ofSingles(split, some));
    }

    private static <R> Map<String, List<R>> by(List<R> results, Function<R, String> split) {
        var groups = new TreeMap<String, List<R>>();
        for (var result : results)
            groups.computeIfAbsent(split.apply(result), k -> new ArrayList<>()).add(result);
        return groups;
    }

    /** What a metric means (指标定义). */
    public record Definition(String metric, String chinese, String meaning, boolean lessIsBetter) {}
}
