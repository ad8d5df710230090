package banshi.eval.report;

import banshi.eval.speed.Measured;
import banshi.eval.speed.Table;
import java.util.List;
import java.util.Locale;

/** Measurements of speed for a terminal (测速文本报告). */
public final class SpeedText {
    private SpeedText() {}

    /** A title, the table, a line a target, and how busy others kept the machine; ends with an empty line. */
    public static String of(Measured measured) {
        var text = new StringBuilder();
        text.append("== ").append(measured.section().title()).append('\n');
        text.append(measured.section().note()).append('\n');
        table(text, measured.section().table());
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

    private static void table(StringBuilder text, Table table) {
        var widths = table.columns().stream().mapToInt(String::length).toArray();
        for (var row : table.rows())
            for (int c = 0; c < widths.length; c++)
                widths[c] = Math.max(widths[c], row.get(c).text().length());
        line(text, table.columns(), widths, table);
        for (var row : table.rows())
            line(text, row.stream().map(Table.Cell::text).toList(), widths, table);
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, Table table) {
        var line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            var space = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ");
            if (table.isNumeric(c)) line.append(space).append(cells.get(c));
            else line.append(cells.get(c)).append(space);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
