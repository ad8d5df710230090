package banshi.corpus.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Tables as a workbook to look at (表格工作簿); what is read again is {@link ContentWorkbook}. */
public final class Tables {
    private Tables() {}

    /**
     * One sheet.
     *
     * @param rows numbers stay numbers; all else is words, never a formula
     */
    public record Table(String title, List<String> columns, List<List<Object>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** Writes them, and leaves {@code out} open. */
    public static void write(OutputStream out, List<Table> tables) throws IOException {
        try (var workbook = new WorkbookWriter(out)) {
            for (var table : tables) workbook.values(table.title(), table.columns(), table.rows());
        }
    }
}
