package banshi.corpus.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes rows as a workbook that is pleasant to edit (写出工作簿): bold frozen titles, wrapped text, lists to pick from. */
final class WorkbookWriter implements AutoCloseable {
    /** As text, so that a program does not make a number of 0571 or a day of 3-1. */
    private static final String AS_TEXT = "@";

    private static final String TITLE_FILL = "DDEBF7";

    /** Empty rows below the last that pick lists reach to. */
    private static final int ROOM = 500;

    private static final int USUAL_WIDTH = 16;

    private final Workbook workbook;

    WorkbookWriter(OutputStream out) {
        workbook = new Workbook(out, "banshi", null);
        workbook.setGlobalDefaultFont("Microsoft YaHei", 10.0);
    }

    void lines(String title, List<String> lines) {
        var sheet = workbook.newWorksheet(title);
        sheet.width(0, 110);
        for (int i = 0; i < lines.size(); i++) {
            sheet.value(i, 0, lines.get(i));
            sheet.style(i, 0).wrapText(true).verticalAlignment("top").set();
        }
        sheet.style(0, 0).bold().fontSize(14).set();
    }

    /** A sheet of records. */
    void rows(Layout layout, List<Row> rows) {
        var sheet = workbook.newWorksheet(layout.title());
        titles(sheet, layout.columns().stream().map(Column::title).toList());
        for (int c = 0; c < layout.columns().size(); c++) {
            var column = layout.columns().get(c);
            columnStyle(sheet, c, column.width());
            if (!column.picks().isEmpty() && !column.field().equals(Layout.FACT))
                sheet.range(1, c, rows.size() + ROOM, c)
                        .validateWithListByFormula("\"" + String.join(",", column.picks()) + "\"")
                        .errorTitle(column.title())
                        .error("可以写：" + String.join("、", column.picks()))
                        .errorStyle(DataValidationErrorStyle.STOP)
                        .showErrorMessage(true);
        }
        for (int r = 0; r < rows.size(); r++) cells(sheet, r + 1, rows.get(r).shown());
        sheet.setAutoFilter(0, 0, Math.max(1, rows.size()), layout.columns().size() - 1);
    }

    /** A sheet of mere cells. */
    void cells(String title, List<String> titles, List<List<String>> rows, Map<String, Integer> widths) {
        var sheet = workbook.newWorksheet(title);
        titles(sheet, titles);
        for (int c = 0; c < titles.size(); c++) columnStyle(sheet, c, widths.getOrDefault(titles.get(c), 60));
        for (int r = 0; r < rows.size(); r++) cells(sheet, r + 1, rows.get(r));
    }

    /** A sheet of words and numbers. */
    void values(String title, List<String> titles, List<List<Object>> rows) {
        var sheet = workbook.newWorksheet(title);
        titles(sheet, titles);
        for (int c = 0; c < titles.size(); c++) sheet.width(c, USUAL_WIDTH);
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                if (rows.get(r).get(c) instanceof Number number) sheet.value(r + 1, c, number);
                else sheet.value(r + 1, c, rows.get(r).get(c).toString());
            }
        }
    }

    private static void titles(Worksheet sheet, List<String> titles) {
        for (int c = 0; c < titles.size(); c++) {
            sheet.value(0, c, titles.get(c));
            sheet.style(0, c)
                    .bold()
                    .fillColor(TITLE_FILL)
                    .verticalAlignment("center")
                    .set();
        }
        sheet.freezePane(1, 1);
    }

    private static void columnStyle(Worksheet sheet, int column, int width) {
        sheet.width(column, width);
        sheet.style(column).format(AS_TEXT).set();
    }

    private static void cells(Worksheet sheet, int row, List<String> cells) {
        for (int c = 0; c < cells.size(); c++) {
            if (cells.get(c).isEmpty()) continue;
            sheet.value(row, c, cells.get(c));
            sheet.style(row, c)
                    .format(AS_TEXT)
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
    }

    @Override
    public void close() throws IOException {
        workbook.finish();
        workbook.close();
    }
}
