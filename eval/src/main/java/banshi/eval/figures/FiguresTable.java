package banshi.eval.figures;

import banshi.assistant.metrics.Figure;
import banshi.eval.bench.Harness;
import banshi.eval.metrics.Measurement;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The measured figures as Markdown (指标表), to stand between two marks of a page. */
public final class FiguresTable {
    private static final PagePart PART =
            new PagePart("<!-- figures: written by ./banshi figures, do not edit -->", "<!-- end of figures -->");

    /** What is shown of each question file, in this order. */
    private static final List<String> SHOWN = List.of(
            "forced-top1",
            "coverage",
            "precision",
            "wrong-answer-rate",
            "useful",
            "ece",
            "not-ours-rejection",
            "not-answered",
            "dialogue-success",
            "turn-accuracy",
            "adversarial-passed",
            "situation-accuracy",
            "suggestion-recall@3");

    private FiguresTable() {}

    /** The table, marks included; ends without a line break. */
    public static String of(List<Measurement> measured, List<Harness.Timing> timings, StartUp startUp) {
        var text = new StringBuilder("release ")
                .append(measured.getFirst().release())
                .append("\n\n");
        text.append("| questions | metric 指标 | value | 95 % interval | cases |\n|---|---|---|---|---|\n");
        for (var one : measured) {
            for (String metric : SHOWN) {
                one.figure(metric, "all").filter(Figure::isDefined).ifPresent(f -> text.append(row(one, f)));
            }
        }
        text.append("\n| in process, one caller | p50 | p99 | bytes per call |\n|---|---|---|---|\n");
        for (var timing : timings) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f ms | %.3f ms | %,.0f |%n",
                    timing.benchmark().replaceAll("\\[.*", ""),
                    timing.p50() / 1000,
                    timing.p99() / 1000,
                    timing.bytes()));
        }
        text.append("\n| server | value | target |\n|---|---|---|\n");
        text.append(String.format(
                Locale.ROOT,
                "| from the command to the first answer, median of %d | %.2f s | 5 s |%n",
                startUp.firstAnswer().size(),
                startUp.median().toMillis() / 1000.0));
        text.append("| resident memory, idle | ")
                .append(startUp.residentMegabytes())
                .append(" MB | 700 MB |\n");
        return PART.of(text.toString());
    }

    private static String row(Measurement measured, Figure figure) {
        var chinese = Measurement.definitions().stream()
                .filter(d -> d.metric().equals(figure.metric()))
                .map(Measurement.Definition::chinese)
                .findFirst()
                .orElse("");
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %.3f | %.3f–%.3f | %d |%n",
                Path.of(measured.counts().getFirst().file()).getFileName(),
                figure.metric(),
                chinese,
                figure.value(),
                figure.low(),
                figure.high(),
                figure.cases());
    }

    /**
     * A page with the table in the place of what stood between its marks.
     *
     * @throws IllegalArgumentException if the page has no marks
     */
    public static String replaceIn(String page, String table) {
        return PART.replaceIn(page, table);
    }
}
