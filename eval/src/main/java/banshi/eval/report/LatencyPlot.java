package banshi.eval.report;

import static banshi.eval.report.Svg.px;

import banshi.eval.metrics.Latency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How long the replies took (时延直方图), on a logarithmic scale. */
final class LatencyPlot {
    private static final int LEFT = 56;
    private static final int TOP = 24;
    private static final int WIDTH = 560;
    private static final int HEIGHT = 220;

    private LatencyPlot() {}

    /** @param latency of at least one reply */
    static String of(Latency latency) {
        var bins = latency.bins();
        int from = Math.floorDiv(bins.getFirst().at(), 10) * 10;
        int to = Math.ceilDiv(bins.getLast().at() + 1, 10) * 10;
        double step = (double) WIDTH / (to - from);
        int most = bins.stream().mapToInt(Latency.Bin::replies).max().orElse(1);
        var marks = new StringBuilder("<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                .formatted(LEFT, TOP, WIDTH, HEIGHT));
        for (int decade = from; decade <= to; decade += 10) {
            var x = px(LEFT + (decade - from) * step);
            marks.append("<path class=\"grid\" d=\"M%s %dV%d\"/>".formatted(x, TOP, TOP + HEIGHT));
            marks.append(Svg.text(x, px(TOP + HEIGHT + 16), "middle", plain(Math.pow(10, decade / 10.0))));
        }
        for (int tick = 0; tick <= 2; tick++)
            marks.append(Svg.text(
                    px(LEFT - 6),
                    px(TOP + HEIGHT * (1 - tick / 2.0) + 4),
                    "end",
                    String.format(Locale.ROOT, "%.0f", most * tick / 2.0)));
        for (var bin : bins) {
            double height = (double) HEIGHT * bin.replies() / most;
            marks.append(
                    "<rect class=\"first\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s ms: %d</title></rect>"
                            .formatted(
                                    px(LEFT + (bin.at() - from) * step + .5),
                                    px(TOP + HEIGHT - height),
                                    px(step - 1),
                                    px(height),
                                    plain(bin.fromMillis()),
                                    bin.replies()));
        }
        percentile(marks, latency, .5, "p50", "middle", from, step);
        percentile(marks, latency, .95, "p95", "end", from, step);
        percentile(marks, latency, .99, "p99", "start", from, step);
        marks.append(Svg.text(px(LEFT + WIDTH / 2.0), px(TOP + HEIGHT + 36), "middle", "毫秒（对数刻度）ms, logarithmic"));
        marks.append("<text transform=\"translate(12 %d) rotate(-90)\" text-anchor=\"middle\">回复数 replies</text>"
                .formatted(TOP + HEIGHT / 2));
        return Svg.picture("latency", LEFT + WIDTH + 30, TOP + HEIGHT + 46, marks.toString());
    }

    private static void percentile(
            StringBuilder marks, Latency latency, double share, String name, String anchor, int from, double step) {
        double millis = latency.millis(share);
        var x = px(LEFT + (Math.log10(Math.max(millis, 1e-6)) * 10 - from) * step);
        marks.append("<path class=\"mark\" d=\"M%s %dV%d\"><title>%s %s ms</title></path>"
                .formatted(x, TOP - 4, TOP + HEIGHT, name, plain(millis)));
        marks.append(Svg.text(x, px(TOP - 8), anchor, name));
    }

    private static String plain(double millis) {
        return new BigDecimal(millis)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
