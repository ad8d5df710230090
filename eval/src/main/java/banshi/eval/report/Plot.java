package banshi.eval.report;

import static banshi.eval.report.Axes.share;
import static banshi.eval.report.Svg.px;

import banshi.assistant.metrics.Figure;
import banshi.eval.metrics.Calibration;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.RiskCoverage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The report's pictures of shares (图表). Axes begin and end where the figures do, so that these can be told apart. */
final class Plot {
    private Plot() {}

    /** Stated confidence against what came true, one dot a bin; a dot under the diagonal is overconfident. */
    static String reliability(List<Calibration.Bin> bins) {
        double least = bins.stream()
                .flatMapToDouble(b -> DoubleStream.of(b.confidence(), b.right()))
                .min()
                .orElse(0);
        var from = Math.clamp(Math.floor(least * 10 - .5) / 10, 0, .8);
        var axes = new Axes(from, from, 1);
        int largest = bins.stream().mapToInt(Calibration.Bin::cases).max().orElse(1);
        var marks = new StringBuilder("<path class=\"ideal\" d=\"M%s %sL%s %s\"/>"
                .formatted(axes.x(from), axes.y(from), axes.x(1), axes.y(1)));
        for (var bin : bins) {
            double radius = 3 + 5 * Math.sqrt((double) bin.cases() / largest);
            marks.append("<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s → %s, %d 例</title></circle>"
                    .formatted(
                            axes.x(bin.confidence()),
                            axes.y(bin.right()),
                            px(radius),
                            share(bin.confidence()),
                            share(bin.right()),
                            bin.cases()));
        }
        return axes.draw("reliability", "置信度 confidence", "正确率 share right", marks.toString());
    }

    /**
     * How wrong the answers would be if more were answered.
     *
     * @param chosen the point of the curve that the threshold in use stands for, a diamond; or null
     * @param now where the release stands, a ring: it asks more than one thing before it answers; or null
     */
    static String riskCoverage(RiskCoverage curve, RiskCoverage.@Nullable Point chosen, @Nullable Spot now) {
        double most = Math.max(
                curve.points().stream()
                        .mapToDouble(RiskCoverage.Point::risk)
                        .max()
                        .orElse(0),
                now == null ? 0 : now.risk());
        var axes = new Axes(
                0,
                0,
                DoubleStream.of(.1, .2, .4, .6, .8)
                        .filter(to -> to >= most * 1.05)
                        .findFirst()
                        .orElse(1));
        var marks = new StringBuilder();
        if (!curve.points().isEmpty()) {
            var path = new StringBuilder();
            for (var point : curve.points())
                path.append(path.isEmpty() ? "M" : "L")
                        .append(axes.x(point.coverage()))
                        .append(' ')
                        .append(axes.y(point.risk()));
            marks.append("<path class=\"curve\" d=\"").append(path).append("\"/>");
        }
        if (now != null)
            marks.append("<circle class=\"stand\" cx=\"%s\" cy=\"%s\" r=\"6\"><title>%s, %s</title></circle>"
                    .formatted(axes.x(now.coverage()), axes.y(now.risk()), share(now.coverage()), share(now.risk())));
        if (chosen != null)
            marks.append("<path class=\"chosen\" d=\"M%s %sm0 -7l6 7l-6 7l-6 -7z\"><title>p ≥ %s: %s, %s</title></path>"
                    .formatted(
                            axes.x(chosen.coverage()),
                            axes.y(chosen.risk()),
                            share(chosen.threshold()),
                            share(chosen.coverage()),
                            share(chosen.risk())));
        return axes.draw("risk-coverage", "作答率 coverage", "误答占比 risk", marks.toString());
    }

    /** Two bars a group with their intervals. */
    static String bars(List<Group> groups) {
        int row = 44;
        int top = 8;
        int words = 130;
        int width = 420;
        int bottom = top + groups.size() * row;
        var marks = new StringBuilder();
        for (int tick = 0; tick <= 4; tick++) {
            var x = px(words + width * tick / 4.0);
            marks.append("<path class=\"grid\" d=\"M%s %dV%d\"/>".formatted(x, top, bottom));
            marks.append(Svg.text(x, px(bottom + 14), "middle", share(tick / 4.0)));
        }
        for (int g = 0; g < groups.size(); g++) {
            var group = groups.get(g);
            int cases = group.figure("forced-top1").map(Figure::cases).orElse(0);
            marks.append(Svg.text(px(words - 8), px(top + g * row + 16), "end", Html.afterColon(group.split())));
            marks.append(Svg.text(px(words - 8), px(top + g * row + 31), "end", cases + " 例"));
            bar(marks, group.figure("forced-top1").orElse(null), "first", words, top + g * row + 4, width);
            bar(marks, group.figure("useful").orElse(null), "second", words, top + g * row + 21, width);
        }
        return Svg.picture("by-style", words + width + 60, bottom + 24, marks.toString());
    }

    private static void bar(StringBuilder marks, @Nullable Figure f, String style, int left, int top, int width) {
        if (f == null || !f.isDefined()) return;
        marks.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"15\"><title>%s %s</title></rect>"
                .formatted(style, left, top, px(width * f.value()), f.metric(), share(f.value())));
        var low = px(left + width * f.low());
        var high = px(left + width * f.high());
        marks.append("<path class=\"whisker\" d=\"M%s %dv7M%s %dH%sM%s %dv7\"/>"
                .formatted(low, top + 4, low, top + 7, high, high, top + 4));
        marks.append(Svg.text(
                px(left + width * Math.max(f.high(), f.value()) + 5), px(top + 12), "start", share(f.value())));
    }

    /** Shares of questions answered, and of those answers that are wrong (位置). */
    record Spot(double coverage, double risk) {}
}
