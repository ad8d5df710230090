package banshi.eval.report;

import java.util.Locale;

/** What every picture is made of (矢量图), as SVG elements that need nothing from outside. */
final class Svg {
    private Svg() {}

    /** @param id also of the title that stands above it on the page */
    static String picture(String id, int width, int height, String marks) {
        return "<svg id=\"%s\" role=\"img\" aria-labelledby=\"%s-title\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">%s</svg>"
                .formatted(id, id, width, height, width, height, marks);
    }

    /** @param anchor start, middle or end */
    static String text(String x, String y, String anchor, String words) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, Html.escape(words));
    }

    static String px(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
