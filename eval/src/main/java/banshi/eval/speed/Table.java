package banshi.eval.speed;

import java.util.List;
import java.util.Locale;

/**
 * Rows under columns (表).
 *
 * @param columns names with their units
 * @param rows as many cells each as there are columns
 */
public record Table(List<String> columns, List<List<Cell>> rows) {
    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if a row is longer or shorter than the columns
     */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (var row : rows)
            if (row.size() != columns.size())
                throw new IllegalArgumentException(
                        "a row has " + row.size() + " cells; the table has " + columns.size() + " columns");
    }

    /** Whether a column holds numbers: it is set flush right. */
    public boolean isNumeric(int column) {
        return rows.stream().allMatch(row -> row.get(column) instanceof Quantity);
    }

    /** What stands in one place (单元格). */
    public sealed interface Cell {
        /** As it is printed. */
        String text();
    }

    /** Words. */
    public record Words(String text) implements Cell {}

    /**
     * A number.
     *
     * @param value not a number where nothing was measured
     * @param decimals shown; the value itself is kept whole
     */
    public record Quantity(double value, int decimals) implements Cell {
        @Override
        public String text() {
            return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
    }

    /** Words for a cell. */
    public static Cell cell(String words) {
        return new Words(words);
    }

    /** A number for a cell. */
    public static Cell cell(double value, int decimals) {
        return new Quantity(value, decimals);
    }
}
