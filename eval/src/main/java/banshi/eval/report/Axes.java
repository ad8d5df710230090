package banshi.eval.report;

import java.util.Locale;

/**
 * A square in which a point is drawn where two shares meet (坐标轴).
 *
 * @param fromX the share at the left edge; 1 is at the right one
 * @param fromY the share at the lower edge
 * @param toY the share at the upper edge
 */
record Axes(double fromX, double fromY, double toY) {
    private static final int SIDE = 300;
    private static final int LEFT = 56; // margin for the axis and its words
    private static final int TOP = 16;
    private static final int BOTTOM = 46;
    private static final int TICKS = 4;

    String x(double share) {
        return Svg.px(LEFT + (share - fromX) / (1 - fromX) * SIDE);
    }

    String y(double share) {
        return Svg.px(TOP + (toY - share) / (toY - fromY) * SIDE);
    }

    /** The whole picture: frame, ticks, the words of both axes, and the marks given. */
    String draw(String id, String across, String up, String marks) {
        var axes = new StringBuilder("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(LEFT, TOP, SIDE, SIDE));
        for (int tick = 0; tick <= TICKS; tick++) {
            double x = fromX + (1 - fromX) * tick / TICKS;
            double y = fromY + (toY - fromY) * tick / TICKS;
            axes.append(Svg.text(x(x), Svg.px(TOP + SIDE + 16), "middle", share(x)));
            axes.append(Svg.text(Svg.px(LEFT - 6), Svg.px(Double.parseDouble(y(y)) + 4), "end", share(y)));
        }
        axes.append(Svg.text(Svg.px(LEFT + SIDE / 2.0), Svg.px(TOP + SIDE + 36), "middle", across));
        axes.append("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted(TOP + SIDE / 2, up));
        return Svg.picture(
                id, LEFT + SIDE + 24, TOP + SIDE + BOTTOM, axes.append(marks).toString());
    }

    static String share(double share) {
        return String.format(Locale.ROOT, share * 100 % 1 == 0 || share > .1 ? "%.2f" : "%.3f", share);
    }
}
