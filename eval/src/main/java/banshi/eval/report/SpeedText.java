package banshi.eval.report;

import banshi.eval.speed.Measured;
import banshi.eval.speed.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Measurements of speed for a terminal (测速文本报告). */
public final class SpeedText {
    private SpeedText() {}

    /** A title, the table, a line a target, and how busy others kept the machine; ends with an empty line. */
    public static String of(Measured measured) {
        var text = new StringBuilder();
        text.append("== ").append(measured.section().title()).append('\n');
        text.append(measured.section().note()).append('\n');
        text.append(table(measured.section().table()));
        for (var target : measured.section().targets())
            text.append("target: ").append(target.line()).append('\n');
        text.append(others(measured.others())).append("\n\n");
        return text.toString();
    }

    static String others(double cores) {
        return Double.isNaN(cores)
                ? "how busy others kept this machine is not known"
                : String.format(Locale.ROOT, "others kept %.2f processors busy", cores);
    }

    private static String table(Table table) {
        var rows = new ArrayList<List<String>>();
        rows.add(table.columns());
        for (var row : table.rows()) rows.add(row.stream().map(Table.Cell::text).toList());
        var numbers = IntStream.range(0, table.columns().size())
                .filter(table::isNumeric)
                .boxed();
        return TextTable.of(rows, table.columns().size(), numbers.toArray(Integer[]::new));
    }
}
