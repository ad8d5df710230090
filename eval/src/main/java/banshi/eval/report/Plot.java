package banshi.eval.report;

import banshi.eval.metrics.Calibration;
import banshi.eval.metrics.Figure;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.RiskCoverage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report's pictures (图表) as SVG elements that need nothing from outside. Shares run from 0 to 1 on both axes. */
final class Plot {
    private static final int SIDE = 300; // of the square that a plot of two shares is drawn in
    private static final int LEFT = 56; // margin for the axis and its words
    private static final int TOP = 16;
    private static final int BOTTOM = 46;

    private Plot() {}

    /** Stated confidence against what came true, one dot a bin; a dot under the diagonal is overconfident. */
    static String reliability(List<Calibration.Bin> bins) {
        int largest = bins.stream().mapToInt(Calibration.Bin::cases).max().orElse(1);
        var marks = new StringBuilder(
                "<path class=\"ideal\" d=\"M%s %sL%s %s\"/>".formatted(px(x(0)), px(y(0)), px(x(1)), px(y(1))));
        for (var bin : bins) {
            double radius = 3 + 5 * Math.sqrt((double) bin.cases() / largest);
            marks.append("<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"%s\"><title>%s → %s, %d 例</title></circle>"
                    .formatted(
                            px(x(bin.confidence())),
                            px(y(bin.right())),
                            px(radius),
                            share(bin.confidence()),
                            share(bin.right()),
                            bin.cases()));
        }
        return square("reliability", "置信度 confidence", "正确率 share right", marks.toString());
    }

    /** How wrong the answers would be if more were answered; the ring is where the release stands. */
    static String riskCoverage(RiskCoverage curve, @Nullable Figure coverage, @Nullable Figure precision) {
        var marks = new StringBuilder();
        if (!curve.points().isEmpty()) {
            var path = new StringBuilder();
            for (var point : curve.points())
                path.append(path.isEmpty() ? "M" : "L")
                        .append(px(x(point.coverage())))
                        .append(' ')
                        .append(px(y(point.risk())));
            marks.append("<path class=\"curve\" d=\"").append(path).append("\"/>");
        }
        if (coverage != null && precision != null && precision.isDefined())
            marks.append("<circle class=\"stand\" cx=\"%s\" cy=\"%s\" r=\"6\"><title>%s, %s</title></circle>"
                    .formatted(
                            px(x(coverage.value())),
                            px(y(1 - precision.value())),
                            share(coverage.value()),
                            share(1 - precision.value())));
        return square("risk-coverage", "作答率 coverage", "误答占比 risk", marks.toString());
    }

    /** Two bars a group with their intervals. */
    static String bars(List<Group> groups) {
        int row = 44;
        int words = 130;
        int width = 420;
        var marks = new StringBuilder();
        for (int g = 0; g < groups.size(); g++) {
            int top = TOP + g * row;
            marks.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                    .formatted(
                            words - 8,
                            top + 20,
                            Html.escape(Html.afterColon(groups.get(g).split()))));
            bar(marks, groups.get(g).figure("forced-top1").orElse(null), "first", words, top + 2, width);
            bar(marks, groups.get(g).figure("useful").orElse(null), "second", words, top + 18, width);
        }
        int bottom = TOP + groups.size() * row;
        for (int tick = 0; tick <= 4; tick++)
            marks.append("<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(px(words + width * tick / 4.0), bottom + 14, share(tick / 4.0)));
        return svg("by-style", words + width + 60, bottom + 24, marks.toString());
    }

    private static void bar(StringBuilder marks, @Nullable Figure f, String style, int left, int top, int width) {
        if (f == null || !f.isDefined()) return;
        marks.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"14\"><title>%s %s</title></rect>"
                .formatted(style, left, top, px(width * f.value()), f.metric(), share(f.value())));
        marks.append("<path class=\"whisker\" d=\"M%s %dH%s\"/>"
                .formatted(px(left + width * f.low()), top + 7, px(left + width * f.high())));
    }

    private static String square(String id, String across, String up, String marks) {
        var axes = new StringBuilder("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(LEFT, TOP, SIDE, SIDE));
        for (int tick = 0; tick <= 4; tick++) {
            double share = tick / 4.0;
            axes.append("<text x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                    .formatted(px(x(share)), TOP + SIDE + 16, share(share)));
            axes.append("<text x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>"
                    .formatted(LEFT - 6, px(y(share) + 4), share(share)));
        }
        axes.append("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted(LEFT + SIDE / 2, TOP + SIDE + 36, across));
        axes.append("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted(TOP + SIDE / 2, up));
        return svg(id, LEFT + SIDE + 24, TOP + SIDE + BOTTOM, axes.append(marks).toString());
    }

    private static String svg(String id, int width, int height, String marks) {
        return "<svg id=\"%s\" role=\"img\" aria-labelledby=\"%s-title\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%s</svg>"
                .formatted(id, id, width, height, width, height, marks);
    }

    private static double x(double share) {
        return LEFT + share * SIDE;
    }

    private static double y(double share) {
        return TOP + (1 - share) * SIDE;
    }

    private static String px(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }
}
