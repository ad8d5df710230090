package banshi.eval.report;

import banshi.assistant.cases.CaseKind;
import banshi.assistant.metrics.Figure;
import banshi.eval.metrics.Ablation;
import banshi.eval.metrics.Calibration;
import banshi.eval.metrics.Confusion;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.RiskCoverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The measurement as one page with tables and plots (网页报告) that opens anywhere: no script, nothing loaded from elsewhere. All but the
 * times and the ablation is the same for the same measurement.
 */
public final class HtmlReport {
    private static final int MISTAKES = 20;

    static final String STYLE = """
            body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 66rem; padding: 0 1rem; color: #1c2733; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
            table.wide { display: block; overflow-x: auto; }
            th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #d8dee6; vertical-align: top; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            td.id { white-space: nowrap; }
            small { color: #4a5866; font-weight: 400; }
            caption { text-align: left; font-weight: 600; padding: .3rem 0; }
            figure { display: inline-block; margin: 0 1rem 1rem 0; vertical-align: top; }
            figcaption { max-width: 24rem; font-size: .85rem; color: #4a5866; } figure.broad figcaption { max-width: 44rem; }
            svg { font: 11px system-ui, "Noto Sans CJK SC", sans-serif; fill: #4a5866; max-width: 100%; }
            .frame { fill: none; stroke: #b6c0cc; } .ideal { stroke: #b6c0cc; stroke-dasharray: 4 4; } .grid { stroke: #e4e9ef; }
            .dot { fill: #1f5fa8; fill-opacity: .75; } .curve { fill: none; stroke: #1f5fa8; stroke-width: 2; }
            .stand { fill: none; stroke: #b3261e; stroke-width: 2.5; } .chosen { fill: #e08a00; stroke: #fff; }
            .first { fill: #1f5fa8; } .second { fill: #7fb0a0; } .whisker { fill: none; stroke: #1c2733; stroke-width: 1.5; }
            .right { fill: #1f5fa8; stroke: #e4e9ef; } .wrong { fill: #b3261e; stroke: #e4e9ef; } .on { fill: #fff; }
            .mark { stroke: #b3261e; stroke-dasharray: 3 3; } .varies { color: #8a5a00; }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .8em; }
            """;

    private HtmlReport() {}

    /**
     * A whole page.
     *
     * @param latency of the run that gave the measurement
     * @param ablation shown too unless null
     */
    public static String of(Measurement measured, Latency latency, @Nullable Ablation ablation) {
        var page = new StringBuilder();
        page.append("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>评测报告 ")
                .append(Html.escape(measured.release()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        page.append("<h1>评测报告 Evaluation</h1>\n<p>知识版本 release <b>")
                .append(Html.escape(measured.release()))
                .append("</b></p>\n");
        files(page, measured);
        var all =
                measured.groups().stream().filter(g -> !g.split().contains(":")).toList();
        if (all.isEmpty()) page.append("<p>没有可评测的用例。Nothing to measure.</p>\n");
        all.forEach(group -> table(page, group));
        if (!measured.results().singles().isEmpty()) plots(page, measured);
        splits(page, measured);
        if (!measured.results().singles().isEmpty())
            confusion(page, Confusion.of(measured.results().singles()));
        if (ablation != null) AblationReport.html(page, ablation);
        if (latency.replies() > 0) latency(page, latency);
        definitions(page);
        return page.append("</body>\n</html>\n").toString();
    }

    private static void files(StringBuilder page, Measurement measured) {
        page.append("<table>\n<caption>用例文件 Files</caption>\n")
                .append("<tr><th>文件 file</th><th>类型 kind</th><th class=\"n\">用例 cases</th></tr>\n");
        for (var count : measured.counts())
            page.append("<tr><td>%s</td><td>%s</td><td class=\"n\">%d</td></tr>\n"
                    .formatted(Html.escape(count.file()), kind(count.kind()), count.cases()));
        page.append("</table>\n");
        if (measured.failures() > 0)
            page.append("<p>%d 例没有得到答复，按错计。%d cases got no reply and count as misses.</p>\n"
                    .formatted(measured.failures(), measured.failures()));
        if (!measured.contentKnown())
            page.append("<p>服务器未给出已有内容的事项，不能按内容分组。No split by content: the server does not tell it.</p>\n");
        measured.unmeasured()
                .forEach(what ->
                        page.append("<p>尚不评测 ").append(Html.escape(what)).append("</p>\n"));
    }

    private static String kind(CaseKind kind) {
        return kind.chinese() + " " + kind.word();
    }

    private static Map<String, String> chinese() {
        return Measurement.definitions().stream()
                .collect(Collectors.toMap(Measurement.Definition::metric, Measurement.Definition::chinese));
    }

    private static void table(StringBuilder page, Group group) {
        var chinese = chinese();
        page.append("<table>\n<caption>")
                .append(kind(group.kind()))
                .append(" · ")
                .append(Html.escape(splitWords(group.split())))
                .append("</caption>\n<tr><th>指标 metric</th><th></th><th class=\"n\">值 value</th>")
                .append("<th class=\"n\">95 % 区间 interval</th><th class=\"n\">用例 cases</th></tr>\n");
        for (var figure : group.figures())
            page.append(
                    "<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%d</td></tr>\n"
                            .formatted(
                                    chinese.getOrDefault(figure.metric(), ""),
                                    figure.metric(),
                                    TextReport.value(figure),
                                    TextReport.interval(figure),
                                    figure.cases()));
        page.append("</table>\n");
    }

    private static String splitWords(String split) {
        return switch (split) {
            case Group.ALL -> "全部 all";
            case "with-content" -> "已有内容的事项 of which the release has content";
            case "without-content" -> "尚无内容的事项 without content";
            case "file" -> "按文件 by file";
            case "style" -> "按说法 by style";
            case "kind" -> "按类型 by kind";
            case "step" -> "按判定环节 by what it took to read the question";
            case "step:known" -> "原句已发布 known";
            case "step:words" -> "仅凭词语 words";
            case "step:meaning" -> "词语加语义 meaning";
            case "step:nothing" -> "无可读 nothing";
            default -> Html.afterColon(split);
        };
    }

    private static void plots(StringBuilder page, Measurement measured) {
        var singles = measured.results().singles();
        page.append("<h2>图 Plots</h2>\n");
        figure(
                page,
                "reliability",
                "校准图 Reliability",
                "每点是一组置信度相近的答复；在虚线下方即过于自信。One dot per bin of answers; below the line is overconfident.",
                Plot.reliability(Calibration.of(singles).bins()));
        riskCoverage(page, measured, RiskCoverage.of(singles));
        figure(
                page,
                "by-style",
                "按说法 By style",
                "<span class=\"key\" style=\"background:#1f5fa8\"></span>首选准确率 forced-top1"
                        + "<span class=\"key\" style=\"background:#7fb0a0\"></span>有用率 useful；细线为 95 % 区间 whiskers: 95 % interval",
                Plot.bars(measured.groups().stream()
                        .filter(g -> g.split().startsWith("style:"))
                        .toList()));
    }

    private static void riskCoverage(StringBuilder page, Measurement measured, RiskCoverage curve) {
        var from = measured.about().answersFrom();
        var chosen = from == null ? null : curve.at(from).orElse(null);
        var now = measured.figure("coverage", Group.ALL)
                .flatMap(coverage -> measured.figure("precision", Group.ALL)
                        .filter(Figure::isDefined)
                        .map(precision -> new Plot.Spot(coverage.value(), 1 - precision.value())));
        var caption = new StringBuilder("按首选概率从高到低作答时的误答占比；红圈是现在的位置");
        if (from != null && chosen != null)
            caption.append("，橙色菱形是曲线上现行阈值 p ≥ ").append(Axes.share(from)).append(" 的位置");
        caption.append("。If only the most probable were answered; the ring is today")
                .append(chosen == null ? "." : ", the diamond the chosen threshold.");
        figure(
                page,
                "risk-coverage",
                "风险—覆盖曲线 Risk and coverage",
                caption.toString(),
                Plot.riskCoverage(curve, chosen, now.orElse(null)));
    }

    /** One table for each way to split a kind: a row for each part, a column for each metric. */
    private static void splits(StringBuilder page, Measurement measured) {
        var tables = new LinkedHashMap<String, List<Group>>();
        for (var group : measured.groups()) {
            int colon = group.split().indexOf(':');
            if (colon < 0) continue;
            var title = kind(group.kind()) + " · " + splitWords(group.split().substring(0, colon));
            tables.merge(title, List.of(group), HtmlReport::joined);
        }
        if (!tables.isEmpty()) page.append("<h2>分组 By split</h2>\n");
        tables.forEach((title, groups) -> splitTable(page, title, groups));
    }

    private static List<Group> joined(List<Group> some, List<Group> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }

    private static void splitTable(StringBuilder page, String title, List<Group> groups) {
        var chinese = chinese();
        page.append("<table class=\"wide\">\n<caption>")
                .append(Html.escape(title))
                .append("</caption>\n<tr><th></th>");
        for (var figure : groups.getFirst().figures())
            page.append("<th class=\"n\">%s<br><small>%s</small></th>"
                    .formatted(chinese.getOrDefault(figure.metric(), ""), figure.metric()));
        page.append("</tr>\n");
        for (var group : groups) {
            int cases = group.figures().getFirst().cases();
            page.append("<tr><td class=\"id\">%s<br><small>%d 例</small></td>"
                    .formatted(Html.escape(splitWords(group.split())), cases));
            for (var figure : group.figures())
                page.append("<td class=\"n\">").append(cell(figure, cases)).append("</td>");
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    /** With the number of cases where it is not that of the first figure: only those answered, or turns instead of conversations. */
    private static String cell(Figure figure, int first) {
        if (!figure.isDefined()) return "–";
        return "%s<br><small>%s%s</small>"
                .formatted(
                        TextReport.value(figure),
                        TextReport.interval(figure),
                        figure.cases() == first ? "" : "<br>%d 例".formatted(figure.cases()));
    }

    private static void confusion(StringBuilder page, Confusion confusion) {
        page.append("<h2>事项混淆 Confusion between matters</h2>\n");
        figure(
                page,
                "confusion",
                "按事项类别 By category",
                "行是正确的类别，列是首选的类别；蓝为同类（未必同一事项，见下表），红为他类，颜色越深占本行的比例越大（红色放大，以便看见少数）。"
                        + "Rows: gold, columns: best candidate; blue: same category, though maybe another matter of it (below);"
                        + " red: another category; darker: a larger share of the row (red enlarged).",
                HeatMap.of(confusion));
        if (confusion.mistakes().isEmpty()) {
            page.append("<p>没有误判的事项。No matter was taken for another.</p>\n");
            return;
        }
        page.append(
                        "<table>\n<caption>最常见的误判 Most frequent</caption>\n<tr><th>正确事项 gold</th><th>首选事项 best candidate</th>")
                .append("<th class=\"n\">次数 cases</th><th>例 example</th></tr>\n");
        confusion.mistakes().stream()
                .limit(MISTAKES)
                .forEach(m -> page.append(
                        "<tr><td class=\"id\">%s</td><td class=\"id\">%s</td><td class=\"n\">%d</td><td>%s</td></tr>\n"
                                .formatted(
                                        Html.escape(m.gold()),
                                        Html.escape(m.taken()),
                                        m.cases(),
                                        Html.escape(m.example()))));
        page.append("</table>\n");
        if (confusion.mistakes().size() > MISTAKES)
            page.append("<p>另有 %d 对。%d more pairs.</p>\n"
                    .formatted(
                            confusion.mistakes().size() - MISTAKES,
                            confusion.mistakes().size() - MISTAKES));
    }

    private static void latency(StringBuilder page, Latency latency) {
        page.append("<h2>时延 Latency</h2>\n<p class=\"varies\">⚠ 本图每次运行都不同，取决于机器和负载，不是知识版本的指标。"
                + "This varies from run to run with the machine and its load; it is no figure of the release.</p>\n");
        figure(
                page,
                "latency",
                "本次运行的回复耗时 Replies of this run",
                String.format(
                        Locale.ROOT,
                        "单个调用方，含冷启动 one caller, cold start included：%d 次回复，p50 %.2f ms，p95 %.2f ms，p99 %.2f ms。",
                        latency.replies(),
                        latency.millis(.5),
                        latency.millis(.95),
                        latency.millis(.99)),
                LatencyPlot.of(latency));
    }

    private static void figure(StringBuilder page, String id, String title, String caption, String svg) {
        page.append("<figure class=\"%s\">\n<b id=\"%s-title\">%s</b><br>\n%s\n<figcaption>%s</figcaption>\n</figure>\n"
                .formatted(
                        id.equals("reliability") || id.equals("risk-coverage") ? "square" : "broad",
                        id,
                        title,
                        svg,
                        caption));
    }

    private static void definitions(StringBuilder page) {
        page.append("<h2>指标 Definitions</h2>\n<table>\n");
        for (var d : Measurement.definitions())
            page.append("<tr><td class=\"id\">%s</td><td class=\"id\">%s</td><td>%s%s</td></tr>\n"
                    .formatted(
                            d.chinese(),
                            d.metric(),
                            Html.escape(d.meaning()),
                            d.lessIsBetter() ? "；越小越好 less is better" : ""));
        page.append("</table>\n<p>区间 intervals: 95 %%, bootstrap over the cases, %d resamples, seed %d.</p>\n"
                .formatted(Figure.RESAMPLES, Figure.SEED));
    }
}
