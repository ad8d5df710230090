package banshi.channels.figures;

import banshi.channels.figures.Figures.Report;
import banshi.corpus.xlsx.Tables;
import banshi.corpus.xlsx.Tables.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as tables to take along (导出): CSV of the hours, or a workbook of everything. */
public final class FigureSheets {
    private static final Map<String, String> ACTS = Map.of(
            "answer", "答复",
            "clarify", "反问",
            "decline", "不归我们管或没听懂",
            "handoff", "转人工",
            "smalltalk", "寒暄",
            "emergency", "紧急情况");

    private static final Map<String, String> CONTENT = Map.of("matters", "事项", "templates", "回复模板", "questions", "相似问");

    private FigureSheets() {}

    /** Hours, as programs read them: UTF-8 with a mark for Excel, and nothing in a cell is taken for a formula. */
    public static String csv(Report report) {
        var hours = hours(report);
        var csv = new StringBuilder("\uFEFF");
        line(csv, hours.columns());
        for (var row : hours.rows()) line(csv, row);
        return csv.toString();
    }

    private static void line(StringBuilder csv, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) csv.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        csv.append("\r\n");
    }

    /** Words that a spreadsheet would calculate stand behind an apostrophe. */
    static String cell(Object value) {
        if (value instanceof Number) return value.toString();
        var text = value.toString();
        if (!text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0) text = "'" + text;
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    /** Everything, a sheet for each part. */
    public static void xlsx(Report report, OutputStream out) throws IOException {
        var summary = new ArrayList<List<Object>>();
        summary.add(List.of("日期", report.from() + " 至 " + report.to()));
        report.acts().forEach((act, turns) -> summary.add(List.of(ACTS.getOrDefault(act, act), turns)));
        share(summary, "作答率", report.coverage());
        share(summary, "觉得有用", report.precision());
        share(summary, "好差评满意", report.satisfied());
        summary.add(List.of("要人工", report.handedOver().asked()));
        summary.add(List.of("人工接了", report.handedOver().taken()));
        summary.add(List.of("现在在等", report.handedOver().waiting()));
        report.contentHealth().forEach((name, count) -> summary.add(List.of(CONTENT.getOrDefault(name, name), count)));
        Tables.write(
                out,
                List.of(
                        new Table("概要", List.of("项目", "数字", "最低", "最高"), summary),
                        hours(report),
                        topped("热门事项", report.matters()),
                        topped("热门要素", report.aspects()),
                        new Table(
                                "把握的漂移",
                                List.of("周一", "稳定指数", "轮次"),
                                report.drift().stream()
                                        .<List<Object>>map(d -> List.of(
                                                d.week().toString(),
                                                orNothing(d.index()),
                                                d.tenths().stream()
                                                        .mapToLong(t -> t)
                                                        .sum()))
                                        .toList())));
    }

    private static void share(List<List<Object>> rows, String name, Share share) {
        rows.add(List.of(name, orNothing(share.value()), orNothing(share.low()), orNothing(share.high())));
    }

    private static Object orNothing(@Nullable Double number) {
        return number == null ? "" : number;
    }

    private static Table hours(Report report) {
        return new Table(
                "按时段",
                List.of("日期", "小时", "渠道", "轮次", "答了", "问了"),
                report.hours().stream()
                        .<List<Object>>map(h ->
                                List.of(h.day().toString(), h.hour(), h.channel(), h.turns(), h.answered(), h.asked()))
                        .toList());
    }

    private static Table topped(String title, List<Figures.Topped> rows) {
        return new Table(
                title,
                List.of("编号", "名称", "轮次"),
                rows.stream()
                        .<List<Object>>map(t -> List.of(t.id(), t.name() == null ? "" : t.name(), t.turns()))
                        .toList());
    }
}
