package banshi.eval.metrics;

import banshi.assistant.cases.CaseKind;
import banshi.assistant.cases.SingleResult;
import banshi.assistant.metrics.Figure;
import banshi.assistant.metrics.Paired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What each part of the assistant is worth (消融实验): the same questions put to it whole and with parts left out.
 *
 * @param release the id of the release that all variants ran on
 * @param cases how many questions
 * @param rows one a variant; the first is the whole one, which the others are compared with
 */
public record Ablation(String release, int cases, List<Row> rows) {
    private static final Map<String, Predicate<SingleResult>> COMPARED = compared();

    public Ablation {
        rows = List.copyOf(rows);
    }

    /**
     * Compares the runs.
     *
     * @param runs the whole one first; all of the same questions in the same order
     * @throws IllegalArgumentException if one has more questions than another
     */
    public static Ablation of(String release, List<Run> runs) {
        var whole = runs.getFirst().results();
        var rows = new ArrayList<Row>();
        for (var run : runs) rows.add(row(run, rows.isEmpty() ? null : whole));
        return new Ablation(release, whole.size(), rows);
    }

    private static Row row(Run run, @Nullable List<SingleResult> whole) {
        var group = Group.of(CaseKind.SINGLE, Group.ALL, Metric.SINGLE, run.results());
        var cells = new ArrayList<Cell>();
        COMPARED.forEach((metric, hits) -> cells.add(new Cell(
                group.figure(metric).orElseThrow(),
                whole == null ? null : Paired.of(hits(whole, hits), hits(run.results(), hits)))));
        return new Row(run.variant(), run.p50Millis(), cells);
    }

    private static boolean[] hits(List<SingleResult> results, Predicate<SingleResult> hits) {
        var hit = new boolean[results.size()];
        for (int i = 0; i < hit.length; i++) hit[i] = hits.test(results.get(i));
        return hit;
    }

    private static Map<String, Predicate<SingleResult>> compared() {
        var compared = new LinkedHashMap<String, Predicate<SingleResult>>();
        compared.put("forced-top1", SingleResult::isTop1Right);
        compared.put("forced-top1-matter", SingleResult::isTop1MatterRight);
        compared.put("useful", SingleResult::isUseful);
        compared.put("wrong-answer-rate", SingleResult::isAnsweredWrong);
        return compared;
    }

    /** One variant's replies (一次运行). */
    public record Run(String variant, List<SingleResult> results, double p50Millis) {
        public Run {
            results = List.copyOf(results);
        }
    }

    /** One variant (变体). */
    public record Row(String variant, double p50Millis, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * One metric of one variant.
     *
     * @param against the difference to the whole one, or null where this is the whole one
     */
    public record Cell(Figure figure, @Nullable Paired against) {}
}
