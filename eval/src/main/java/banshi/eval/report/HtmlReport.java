package banshi.eval.report;

import banshi.eval.cases.CaseKind;
import banshi.eval.metrics.Calibration;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.Measurement;
import banshi.eval.metrics.RiskCoverage;
import java.util.Map;
import java.util.stream.Collectors;

/** The measurement as one page with tables and plots (网页报告) that opens anywhere: no script, nothing loaded from elsewhere. */
public final class HtmlReport {
    static final String STYLE = """
            body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: #1c2733; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
            th, td { text-align: left; padding: .2rem .6rem; border-bottom: 1px solid #d8dee6; }
            td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
            caption { text-align: left; font-weight: 600; padding: .3rem 0; }
            figure { display: inline-block; margin: 0 1rem 1rem 0; vertical-align: top; }
            figcaption { max-width: 24rem; font-size: .85rem; color: #4a5866; }
            svg { font: 11px system-ui, sans-serif; fill: #4a5866; max-width: 100%; }
            .frame { fill: none; stroke: #b6c0cc; } .ideal { stroke: #b6c0cc; stroke-dasharray: 4 4; }
            .dot { fill: #1f5fa8; fill-opacity: .75; } .curve { fill: none; stroke: #1f5fa8; stroke-width: 2; }
            .stand { fill: none; stroke: #b3261e; stroke-width: 2.5; }
            .first { fill: #1f5fa8; } .second { fill: #7fb0a0; } .whisker { stroke: #1c2733; stroke-width: 1.5; }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .8em; }
            """;

    private HtmlReport() {}

    /** A whole page; the same measurement, the same page. */
    public static String of(Measurement measured) {
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
        if (!measured.singles().isEmpty()) plots(page, measured);
        var splits =
                measured.groups().stream().filter(g -> g.split().contains(":")).toList();
        if (!splits.isEmpty()) page.append("<h2>分组 By split</h2>\n");
        splits.forEach(group -> table(page, group));
        definitions(page);
        return page.append("</body>\n</html>\n").toString();
    }

    private static void files(StringBuilder page, Measurement measured) {
        page.append("<table>\n<caption>用例文件 Files</caption>\n")
                .append("<tr><th>文件 file</th><th>类型 kind</th><th class=\"n\">用例 cases</th><th></th></tr>\n");
        for (var count : measured.counts())
            page.append("<tr><td>%s</td><td>%s</td><td class=\"n\">%d</td><td>%s</td></tr>\n"
                    .formatted(
                            Html.escape(count.file()),
                            count.kind().word(),
                            count.cases(),
                            count.kind().isMeasured() ? "" : "本版本不评测 not measured in this version"));
        page.append("</table>\n");
        if (measured.failures() > 0)
            page.append("<p>%d 例没有得到答复，按错计。%d cases got no reply and count as misses.</p>\n"
                    .formatted(measured.failures(), measured.failures()));
        if (!measured.contentKnown())
            page.append("<p>服务器未给出已有内容的事项，不能按内容分组。No split by content: the server does not tell it.</p>\n");
    }

    private static void table(StringBuilder page, Group group) {
        Map<String, String> chinese = Measurement.definitions().stream()
                .collect(Collectors.toMap(Measurement.Definition::metric, Measurement.Definition::chinese));
        page.append("<table>\n<caption>")
                .append(group.kind() == CaseKind.OOS ? "超范围 " : "单轮 ")
                .append(group.kind().word())
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
            default -> split;
        };
    }

    private static void plots(StringBuilder page, Measurement measured) {
        var bins = Calibration.of(measured.singles()).bins();
        page.append("<h2>图 Plots</h2>\n");
        figure(
                page,
                "reliability",
                "校准图 Reliability",
                "每点是一组置信度相近的答复；在虚线下方即过于自信。One dot per bin of answers; below the line is overconfident.",
                Plot.reliability(bins));
        figure(
                page,
                "risk-coverage",
                "风险—覆盖曲线 Risk and coverage",
                "按首选概率从高到低作答时的误答占比；红圈是现在的位置。If only the most probable were answered; the ring is today.",
                Plot.riskCoverage(
                        RiskCoverage.of(measured.singles()),
                        measured.figure("coverage", Group.ALL).orElse(null),
                        measured.figure("precision", Group.ALL).orElse(null)));
        figure(
                page,
                "by-style",
                "按说法 By style",
                "<span class=\"key\" style=\"background:#1f5fa8\"></span>forced-top1"
                        + "<span class=\"key\" style=\"background:#7fb0a0\"></span>useful，细线为 95 % 区间",
                Plot.bars(measured.groups().stream()
                        .filter(g -> g.split().startsWith("style:"))
                        .toList()));
    }

    private static void figure(StringBuilder page, String id, String title, String caption, String svg) {
        page.append("<figure>\n<b id=\"%s-title\">%s</b><br>\n%s\n<figcaption>%s</figcaption>\n</figure>\n"
                .formatted(id, title, svg, caption));
    }

    private static void definitions(StringBuilder page) {
        page.append("<h2>指标 Definitions</h2>\n<table>\n");
        for (var d : Measurement.definitions())
            page.append("<tr><td>%s</td><td>%s</td><td>%s%s</td></tr>\n"
                    .formatted(
                            d.chinese(),
                            d.metric(),
                            Html.escape(d.meaning()),
                            d.lessIsBetter() ? "；越小越好 less is better" : ""));
        page.append("</table>\n<p>区间 intervals: 95 %%, bootstrap over the cases, %d resamples, seed %d.</p>\n"
                .formatted(Measurement.RESAMPLES, Measurement.SEED));
    }
}
