package banshi.eval.report;

import static banshi.eval.report.Svg.px;

import banshi.eval.metrics.Confusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which categories of matters are taken for which (混淆热图): a row for each gold one, a column for each that was taken for it. */
final class HeatMap {
    private static final int CELL = 30;
    private static final int LEFT = 74;
    private static final int TOP = 62;
    private static final double DARK = .55; // from here on words on it are white

    private HeatMap() {}

    static String of(Confusion confusion) {
        var columns = new ArrayList<>(confusion.categories());
        columns.add("无 none");
        boolean none = confusion.counts().stream().anyMatch(row -> row.getLast() > 0);
        int wide = none ? columns.size() : columns.size() - 1;
        var marks = new StringBuilder();
        for (int c = 0; c < wide; c++)
            marks.append("<text transform=\"translate(%s %d) rotate(-50)\">%s</text>"
                    .formatted(px(LEFT + (c + .55) * CELL), TOP - 6, Html.escape(columns.get(c))));
        for (int r = 0; r < confusion.categories().size(); r++) {
            marks.append(Svg.text(
                    px(LEFT - 6),
                    px(TOP + (r + .5) * CELL + 4),
                    "end",
                    confusion.categories().get(r)));
            row(marks, r, wide, confusion.counts().get(r), columns);
        }
        int height = TOP + confusion.categories().size() * CELL + 26;
        marks.append(Svg.text(
                px(LEFT + wide * CELL / 2.0), px(height - 6), "middle", "首选的事项类别 category of the best candidate"));
        marks.append("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">正确的事项类别 gold</text>"
                .formatted(TOP + confusion.categories().size() * CELL / 2));
        return Svg.picture("confusion", LEFT + wide * CELL + 40, height, marks.toString());
    }

    private static void row(StringBuilder marks, int r, int wide, List<Integer> counts, List<String> columns) {
        int all = counts.stream().mapToInt(Integer::intValue).sum();
        for (int c = 0; c < wide; c++) {
            int count = counts.get(c);
            double share = all == 0 ? 0 : (double) count / all;
            // a few mistakes must be seen: a mistake is as dark as a ten times greater share of right ones
            double depth = c == r ? share * .8 : Math.min(1, .15 + share * 5);
            marks.append(
                    "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%s\"><title>%s → %s: %d / %d</title></rect>"
                            .formatted(
                                    c == r ? "right" : "wrong",
                                    LEFT + c * CELL,
                                    TOP + r * CELL,
                                    CELL - 1,
                                    CELL - 1,
                                    count == 0 ? "0" : String.format(Locale.ROOT, "%.2f", depth),
                                    Html.escape(columns.get(r)),
                                    Html.escape(columns.get(c)),
                                    count,
                                    all));
            if (count > 0)
                marks.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\"%s>%d</text>"
                        .formatted(
                                px(LEFT + (c + .5) * CELL),
                                px(TOP + (r + .5) * CELL + 4),
                                depth > DARK ? " class=\"on\"" : "",
                                count));
        }
    }
}
