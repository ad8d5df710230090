package banshi.eval.report;

import banshi.eval.speed.Measured;
import banshi.eval.speed.Table;
import java.util.List;

/** Measurements of speed as one page with tables and plots (测速网页报告) that opens anywhere: no script, nothing loaded from elsewhere. */
public final class SpeedPage {
    private static final String MORE_STYLE = """
            .c0 { stroke: #1f5fa8; fill: #1f5fa8; } .c1 { stroke: #7fb0a0; fill: #7fb0a0; } .c2 { stroke: #b3261e; fill: #b3261e; }
            .c3 { stroke: #8a5fb0; fill: #8a5fb0; } path.c0, path.c1, path.c2, path.c3 { fill: none; stroke-width: 2; }
            svg text { stroke: none; fill: #4a5866; } .met { color: #1b6e3c; } .missed { color: #b3261e; }
            """;

    private SpeedPage() {}

    /** A whole page, the sections in their order. */
    public static String of(List<Measured> measured) {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>测速报告</title>\n<style>\n")
                .append(HtmlReport.STYLE)
                .append(MORE_STYLE)
                .append("</style>\n</head>\n<body>\n<h1>测速报告 Speed</h1>\n");
        measured.forEach(m -> section(page, m));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void section(StringBuilder page, Measured measured) {
        var section = measured.section();
        page.append("<h2>%s</h2>\n<p>%s</p>\n".formatted(Html.escape(section.title()), Html.escape(section.note())));
        table(page, section.table());
        for (var target : section.targets())
            page.append("<p class=\"%s\">目标 target: %s</p>\n"
                    .formatted(target.met() ? "met" : "missed", Html.escape(target.line())));
        page.append("<p>%s</p>\n".formatted(SpeedText.others(measured.others())));
        for (var picture : section.pictures())
            page.append("<figure>\n<b id=\"%s-title\">%s</b><br>\n%s\n<figcaption>%s</figcaption>\n</figure>\n"
                    .formatted(
                            picture.id(),
                            Html.escape(picture.title()),
                            Drawing.of(picture),
                            Html.escape(picture.caption())));
    }

    private static void table(StringBuilder page, Table table) {
        page.append("<table>\n<tr>");
        for (int c = 0; c < table.columns().size(); c++)
            page.append("<th%s>%s</th>"
                    .formatted(aligned(table, c), Html.escape(table.columns().get(c))));
        page.append("</tr>\n");
        for (var row : table.rows()) {
            page.append("<tr>");
            for (int c = 0; c < row.size(); c++)
                page.append("<td%s>%s</td>"
                        .formatted(aligned(table, c), Html.escape(row.get(c).text())));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String aligned(Table table, int column) {
        return table.isNumeric(column) ? " class=\"n\"" : "";
    }
}
