package banshi.eval.report;

import banshi.assistant.metrics.Figure;
import banshi.assistant.metrics.Paired;
import banshi.eval.metrics.Ablation;
import banshi.eval.metrics.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What each part of the assistant is worth (消融报告): for a terminal, for a file, and for the page. */
public final class AblationReport {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final List<String> COLUMNS =
            List.of("variant", "metric", "value", "difference", "95 % interval", "lost", "won", "p");

    private AblationReport() {}

    /** A table for a terminal; ends with a line break. */
    public static String text(Ablation ablation) {
        var rows = new ArrayList<List<String>>();
        rows.add(COLUMNS);
        for (var row : ablation.rows()) {
            rows.add(List.of());
            for (var cell : row.cells()) {
                var line = new ArrayList<String>();
                line.add(row.variant());
                line.add(cell.figure().metric());
                line.add(TextReport.value(cell.figure()));
                if (cell.against() != null) line.addAll(words(cell.against()));
                rows.add(line);
            }
            rows.add(List.of(row.variant(), "p50", String.format(Locale.ROOT, "%.2f ms", row.p50Millis())));
        }
        return "release " + ablation.release() + "\n" + ablation.cases() + " single cases\n\n"
                + TextTable.of(rows, COLUMNS.size())
                + "\ndifference: to " + ablation.rows().getFirst().variant()
                + ", question by question; lost: cases that the metric counts only there; won: only here\n"
                + "p: McNemar, exact, two-sided, not corrected for the number of comparisons\nintervals: 95 %, paired bootstrap, "
                + Figure.RESAMPLES + " resamples, seed " + Figure.SEED + "\n";
    }

    /** For {@link #read}; ends with a line break. */
    public static String json(Ablation ablation) {
        return MAPPER.writeValueAsString(ablation) + "\n";
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IOException if the file cannot be read or is something else
     */
    public static Ablation read(Path file) throws IOException {
        var text = Files.readString(file);
        try {
            return MAPPER.readValue(text, Ablation.class);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException(file + ": was not written by ./banshi ablation --json", e);
        }
    }

    static void html(StringBuilder page, Ablation ablation) {
        var whole = ablation.rows().getFirst();
        page.append("<h2 id=\"ablation\">消融 Ablation</h2>\n<p>同样的 %d 个单轮问题，完整助手与去掉某一部分的变体逐题比较；知识版本 release %s。\n"
                .formatted(ablation.cases(), Html.escape(ablation.release())));
        page.append("差值相对于 %s，括号内为配对自助法 95 %% 区间；p 为 McNemar 精确检验，未作多重比较校正。".formatted(Html.escape(whole.variant())));
        page.append(
                "Differences to the first row, question by question, with the 95 % interval of a paired bootstrap; p: McNemar,"
                        + " exact, not corrected for the number of comparisons. p50 每次运行不同 varies from run to run.</p>\n");
        page.append("<table class=\"wide\">\n<tr><th>变体 variant</th>");
        for (var cell : whole.cells())
            page.append("<th class=\"n\">%s</th>"
                    .formatted(metricWords(cell.figure().metric())));
        page.append("<th class=\"n\">p50<br><small>ms</small></th></tr>\n");
        for (var row : ablation.rows()) {
            page.append("<tr><td>").append(Html.escape(row.variant())).append("</td>");
            for (var cell : row.cells())
                page.append("<td class=\"n\">%s%s</td>"
                        .formatted(
                                TextReport.value(cell.figure()), cell.against() == null ? "" : small(cell.against())));
            page.append(String.format(Locale.ROOT, "<td class=\"n\">%.2f</td></tr>%n", row.p50Millis()));
        }
        page.append("</table>\n");
    }

    private static String metricWords(String metric) {
        return Measurement.definitions().stream()
                .filter(d -> d.metric().equals(metric))
                .map(d -> d.chinese() + "<br><small>" + d.metric() + "</small>")
                .collect(Collectors.joining());
    }

    private static String small(Paired paired) {
        return "<br><small>%s（%s）<br>p %s</small>"
                .formatted(signed(paired.difference()), interval(paired), Html.escape(chance(paired.p())));
    }

    private static List<String> words(Paired paired) {
        return List.of(
                signed(paired.difference()),
                interval(paired),
                String.valueOf(paired.onlyFirst()),
                String.valueOf(paired.onlySecond()),
                chance(paired.p()));
    }

    private static String interval(Paired paired) {
        return signed(paired.low()) + " – " + signed(paired.high());
    }

    private static String signed(double difference) {
        return String.format(Locale.ROOT, "%+.3f", difference).replace('-', '−');
    }

    private static String chance(double p) {
        return p < 1e-4 ? "<0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
