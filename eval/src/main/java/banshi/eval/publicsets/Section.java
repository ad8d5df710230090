package banshi.eval.publicsets;

import banshi.assistant.metrics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One set's part of the page (指标小节).
 *
 * @param heading of it, with the numbers of questions and texts
 * @param metrics the columns
 */
record Section(String heading, List<String> metrics, List<Row> rows) {
    Section {
        metrics = List.copyOf(metrics);
        rows = List.copyOf(rows);
    }

    /**
     * One system's line.
     *
     * @param cells by metric; a metric without one was not measured
     */
    record Row(String system, Map<String, String> cells, String source) {
        Row {
            cells = Map.copyOf(cells);
        }

        static Row measured(String system, List<Figure> figures) {
            return new Row(system, figures.stream().collect(Collectors.toMap(Figure::metric, Row::cell)), "this run");
        }

        static Row published(Published published) {
            return new Row(
                    published.system() + " (published, " + published.split() + ")",
                    published.values(),
                    published.source());
        }

        private static String cell(Figure figure) {
            return Double.isNaN(figure.low())
                    ? String.format(Locale.ROOT, "%.3f", figure.value())
                    : String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", figure.value(), figure.low(), figure.high());
        }
    }

    String markdown() {
        var lines = new ArrayList<String>();
        lines.add("### " + heading);
        lines.add("");
        lines.add("| system | " + String.join(" | ", metrics) + " | source |");
        lines.add("|---|" + "---|".repeat(metrics.size() + 1));
        for (var row : rows) {
            var cells = metrics.stream()
                    .map(metric -> row.cells().getOrDefault(metric, ""))
                    .collect(Collectors.joining(" | "));
            lines.add("| " + row.system() + " | " + cells + " | " + row.source() + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
