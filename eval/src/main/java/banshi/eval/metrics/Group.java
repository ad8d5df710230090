package banshi.eval.metrics;

import banshi.assistant.cases.CaseKind;
import banshi.assistant.metrics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The figures of some cases of one kind (分组指标).
 *
 * @param split which cases, e.g. {@code all} or {@code style:typo}
 */
public record Group(CaseKind kind, String split, List<Figure> figures) {
    /** The split that has all cases of its kind. */
    public static final String ALL = "all";

    public Group {
        figures = List.copyOf(figures);
    }

    /** The figure of this name, if cases of this kind have it. */
    public Optional<Figure> figure(String metric) {
        return figures.stream().filter(f -> f.metric().equals(metric)).findFirst();
    }

    static <R> Group of(CaseKind kind, String split, List<Metric<R>> metrics, List<R> results) {
        var figures = new ArrayList<Figure>();
        for (var metric : metrics) {
            int counted = results.stream().mapToInt(metric.counts()).sum();
            figures.add(Figure.of(metric.name(), metric.statistic().apply(results), results.size(), counted));
        }
        return new Group(kind, split, figures);
    }
}
