package banshi.eval.metrics;

import banshi.assistant.cases.CaseKind;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.metrics.Figure;
import banshi.eval.subject.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All that was measured on one release (评测结果); the same cases and responses give the same measurement.
 *
 * @param counts the files and what is in them
 * @param groups in the order of the kinds; within a kind all cases first, then with and without content, by file, by style or kind,
 *     by what it took to read them
 */
public record Measurement(About about, List<CaseSet.Count> counts, ResultSet results, List<Group> groups) {
    public Measurement {
        counts = List.copyOf(counts);
        groups = List.copyOf(groups);
    }

    /** Computes every figure of every split. */
    public static Measurement of(About about, List<CaseSet.Count> counts, ResultSet results) {
        var groups = new ArrayList<Group>();
        groups.addAll(singles(about, results.singles()));
        groups.addAll(groups(
                CaseKind.OOS,
                Metric.NOT_OURS,
                results.notOurs(),
                r -> r.asked(),
                r -> "kind:" + r.asked().kind()));
        groups.addAll(groups(
                CaseKind.DIALOGUES,
                Metric.DIALOGUES,
                results.dialogues(),
                r -> r.asked(),
                r -> "kind:" + r.asked().kind()));
        groups.addAll(groups(
                CaseKind.ADVERSARIAL,
                Metric.ADVERSARIAL,
                results.adversarial(),
                r -> r.asked(),
                r -> "kind:" + r.asked().kind()));
        if (!results.situations().isEmpty())
            groups.add(Group.of(CaseKind.SITUATIONS, Group.ALL, Metric.SITUATIONS, results.situations()));
        groups.addAll(groups(
                CaseKind.HOTLINE,
                Metric.CALLS,
                results.calls(),
                r -> r.asked(),
                r -> "kind:" + r.asked().kind()));
        return new Measurement(about, counts, results, groups);
    }

    private static List<Group> singles(About about, List<SingleResult> singles) {
        var groups = new ArrayList<Group>();
        if (singles.isEmpty()) return groups;
        groups.add(single(Group.ALL, singles));
        var content = about.matters();
        if (content != null) {
            Predicate<SingleResult> has = r -> content.contains(r.asked().gold().matter());
            var with = singles.stream().filter(has).toList();
            var without = singles.stream().filter(has.negate()).toList();
            if (!with.isEmpty()) groups.add(single("with-content", with));
            if (!without.isEmpty()) groups.add(single("without-content", without));
        }
        var byFile = by(singles, r -> "file:" + r.asked().origin().file());
        if (byFile.size() > 1) byFile.forEach((split, some) -> groups.add(single(split, some)));
        by(singles, r -> "style:" + r.asked().style()).forEach((split, some) -> groups.add(single(split, some)));
        var read = singles.stream().filter(r -> r.step() != null).toList();
        by(read, r -> "step:" + String.valueOf(r.step()).toLowerCase(Locale.ROOT))
                .forEach((split, some) -> groups.add(single(split, some)));
        return groups;
    }

    private static Group single(String split, List<SingleResult> some) {
        return Group.of(CaseKind.SINGLE, split, Metric.SINGLE, some);
    }

    private static <R> List<Group> groups(
            CaseKind kind,
            List<Metric<R>> metrics,
            List<R> results,
            Function<R, EvalCase> asked,
            Function<R, String> split) {
        var groups = new ArrayList<Group>();
        if (results.isEmpty()) return groups;
        groups.add(Group.of(kind, Group.ALL, metrics, results));
        var byFile = by(results, r -> "file:" + asked.apply(r).origin().file());
        if (byFile.size() > 1) byFile.forEach((file, some) -> groups.add(Group.of(kind, file, metrics, some)));
        by(results, split).forEach((name, some) -> groups.add(Group.of(kind, name, metrics, some)));
        return groups;
    }

    private static <R> Map<String, List<R>> by(List<R> results, Function<R, String> split) {
        var groups = new TreeMap<String, List<R>>();
        for (var result : results)
            groups.computeIfAbsent(split.apply(result), k -> new ArrayList<>()).add(result);
        return groups;
    }

    /** The release's id. */
    public String release() {
        return about.release();
    }

    /** Whether it is known which matters the release has content for. */
    public boolean contentKnown() {
        return about.matters() != null;
    }

    /** The figure of one metric on one split, if it was measured. */
    public Optional<Figure> figure(String metric, String split) {
        return groups.stream()
                .filter(g -> g.split().equals(split))
                .flatMap(g -> g.figure(metric).stream())
                .findFirst();
    }

    /** How many cases got no reply, or none to one of their turns. */
    public int failures() {
        return results.failures();
    }

    /** What the files ask for and this version does not measure, a line each. */
    public List<String> unmeasured() {
        return results.calls().stream().allMatch(call -> call.order() != null)
                ? List.of()
                : List.of("work_order of hotline calls: not measured over HTTP");
    }

    /** What each metric means, in the order of the table. */
    public static List<Definition> definitions() {
        return Metric.all().stream()
                .map(m -> new Definition(m.name(), m.chinese(), m.definition(), m.lessIsBetter()))
                .toList();
    }

    /** What a metric means (指标定义). */
    public record Definition(String metric, String chinese, String meaning, boolean lessIsBetter) {}
}
