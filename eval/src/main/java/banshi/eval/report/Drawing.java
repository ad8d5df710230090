package banshi.eval.report;

import static banshi.eval.report.Svg.px;

import banshi.eval.speed.Picture;
import java.util.List;
import java.util.Locale;

/** Plots of speed (测速图) as SVG elements that need nothing from outside. Colours repeat after four. */
final class Drawing {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int TOP = 16;
    private static final int WORDS = 170; // of what stands beside the bars
    private static final int BAR = 12;
    private static final int COLOURS = 4;

    private Drawing() {}

    static String of(Picture picture) {
        return switch (picture) {
            case Picture.Curves curves -> curves(curves);
            case Picture.Bars bars -> bars(bars);
        };
    }

    private static String curves(Picture.Curves picture) {
        var points = picture.curves().stream()
                .flatMap(c -> drawable(c.points()).stream())
                .toList();
        var x = Decades.of(points.stream().mapToDouble(Picture.Point::x).toArray());
        var y = Decades.of(points.stream().mapToDouble(Picture.Point::y).toArray());
        var marks = new StringBuilder("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(LEFT, TOP, WIDTH, HEIGHT));
        for (int d = x.first(); d <= x.last(); d++)
            marks.append(text(across(x, Math.pow(10, d)), TOP + HEIGHT + 16, "middle", power(d)));
        for (int d = y.first(); d <= y.last(); d++)
            marks.append(text(LEFT - 6, up(y, Math.pow(10, d)) + 4, "end", power(d)));
        marks.append(text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 34, "middle", picture.across()));
        marks.append("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>"
                .formatted(TOP + HEIGHT / 2, Html.escape(picture.up())));
        for (int c = 0; c < picture.curves().size(); c++) {
            var curve = picture.curves().get(c);
            var path = new StringBuilder();
            for (var point : drawable(curve.points())) {
                var at = px(across(x, point.x())) + " " + px(up(y, point.y()));
                path.append(path.isEmpty() ? "M" : "L").append(at);
                marks.append("<circle class=\"c%d\" cx=\"%s\" cy=\"%s\" r=\"3\"><title>%s: %s, %s</title></circle>"
                        .formatted(
                                c % COLOURS,
                                px(across(x, point.x())),
                                px(up(y, point.y())),
                                Html.escape(curve.name()),
                                number(point.x()),
                                number(point.y())));
            }
            if (!path.isEmpty()) marks.append("<path class=\"c%d\" d=\"%s\"/>".formatted(c % COLOURS, path));
            marks.append(key(c, LEFT + 10, TOP + 10 + 16 * c, curve.name()));
        }
        return Svg.picture(picture.id(), LEFT + WIDTH + 20, TOP + HEIGHT + 46, marks.toString());
    }

    private static String bars(Picture.Bars picture) {
        double most = picture.rows().stream()
                .flatMap(r -> r.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        int row = picture.series().size() * (BAR + 2) + 10;
        int top = TOP + 16;
        var marks = new StringBuilder();
        for (int s = 0; s < picture.series().size(); s++)
            marks.append(key(s, WORDS + 90 * s, 4, picture.series().get(s)));
        for (var one : picture.rows()) {
            marks.append(text(WORDS - 8, top + row / 2.0, "end", one.name()));
            for (int s = 0; s < one.values().size(); s++) {
                double value = one.values().get(s);
                double width = most > 0 ? WIDTH * value / most : 0;
                int at = top + s * (BAR + 2);
                marks.append("<rect class=\"c%d\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>"
                        .formatted(s % COLOURS, WORDS, at, px(width), BAR));
                marks.append(text(WORDS + width + 4, at + BAR - 1, "start", number(value) + " " + picture.unit()));
            }
            top += row;
        }
        return Svg.picture(picture.id(), WORDS + WIDTH + 90, top + 6, marks.toString());
    }

    /** The powers of ten that an axis runs between (数量级). */
    private record Decades(int first, int last) {
        static Decades of(double[] positive) {
            int first = Integer.MAX_VALUE;
            int last = Integer.MIN_VALUE;
            for (double value : positive) {
                first = Math.min(first, (int) Math.floor(Math.log10(value)));
                last = Math.max(last, (int) Math.ceil(Math.log10(value)));
            }
            if (first > last) return new Decades(0, 1);
            return new Decades(first, Math.max(last, first + 1));
        }

        /** Where a value stands, 0 to 1. */
        double share(double value) {
            return (Math.log10(value) - first) / (last - first);
        }
    }

    private static List<Picture.Point> drawable(List<Picture.Point> points) {
        return points.stream().filter(p -> p.x() > 0 && p.y() > 0).toList();
    }

    private static double across(Decades decades, double value) {
        return LEFT + WIDTH * decades.share(value);
    }

    private static double up(Decades decades, double value) {
        return TOP + HEIGHT * (1 - decades.share(value));
    }

    private static String key(int colour, int x, int y, String name) {
        return "<rect class=\"c%d\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\"/>".formatted(colour % COLOURS, x, y)
                + text(x + 15, y + 9, "start", name);
    }

    private static String text(double x, double y, String anchor, String words) {
        return Svg.text(px(x), px(y), anchor, words);
    }

    private static String power(int of10) {
        return of10 >= 0 ? String.format(Locale.ROOT, "%,.0f", Math.pow(10, of10)) : number(Math.pow(10, of10));
    }

    private static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
    }
}
