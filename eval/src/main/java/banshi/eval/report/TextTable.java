package banshi.eval.report;

import java.util.List;
import java.util.Set;

/** Rows of words as a table for a terminal (文字表格): each column as wide as its widest cell. */
final class TextTable {
    private TextTable() {}

    /** A row may be shorter than the table; an empty one gives an empty line. Columns in {@code right} are flush right. */
    static String of(List<List<String>> rows, int columns, Integer... right) {
        var flushRight = Set.of(right);
        var widths = new int[columns];
        for (var row : rows)
            for (int c = 0; c < row.size(); c++)
                widths[c] = Math.max(widths[c], row.get(c).length());
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                var blanks = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? "" : "  ")
                        .append(flushRight.contains(c) ? blanks + row.get(c) : row.get(c) + blanks);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
