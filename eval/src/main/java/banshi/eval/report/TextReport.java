package banshi.eval.report;

import banshi.assistant.metrics.Figure;
import banshi.eval.metrics.Group;
import banshi.eval.metrics.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The measurement as one table for a terminal (文字报告); the same measurement, the same text. */
public final class TextReport {
    private static final int CASES = 5; // the column of counts is flush right

    private TextReport() {}

    /** Ends with a line break. */
    public static String of(Measurement measured) {
        var text = new StringBuilder();
        text.append("release ").append(measured.release()).append('\n');
        for (var count : measured.counts()) {
            text.append(count.file())
                    .append(": ")
                    .append(count.cases())
                    .append(' ')
                    .append(count.kind().word())
                    .append(count.cases() == 1 ? " case" : " cases")
                    .append('\n');
        }
        if (measured.failures() > 0)
            text.append(measured.failures()).append(" cases got no reply and count as misses\n");
        measured.unmeasured().forEach(what -> text.append(what).append('\n'));
        if (measured.groups().isEmpty())
            return text.append("nothing to measure\n").toString();
        text.append('\n').append(table(measured.groups())).append('\n');
        text.append("intervals: 95 %, bootstrap over the cases, ")
                .append(Figure.RESAMPLES)
                .append(" resamples, seed ")
                .append(Figure.SEED)
                .append('\n');
        if (!measured.contentKnown())
            text.append("the server does not tell which matters it has content for: no split by content\n");
        return text.toString();
    }

    private static String table(List<Group> groups) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("kind", "split", "metric", "value", "95 % interval", "cases"));
        for (var group : groups) {
            rows.add(List.of());
            for (var figure : group.figures())
                rows.add(List.of(
                        group.kind().word(),
                        group.split(),
                        figure.metric(),
                        value(figure),
                        interval(figure),
                        Integer.toString(figure.cases())));
        }
        return TextTable.of(rows, CASES + 1, CASES);
    }

    static String value(Figure figure) {
        return number(figure.value());
    }

    static String interval(Figure figure) {
        return figure.isDefined() ? number(figure.low()) + "–" + number(figure.high()) : "–";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }
}
