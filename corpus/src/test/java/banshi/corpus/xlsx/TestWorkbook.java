package banshi.corpus.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook as a clerk edits it: cells by sheet, row (from 1, as programs show it) and column title. */
final class TestWorkbook {
    /** What writes one cell. */
    interface Put {
        void into(Worksheet sheet, int row, int column);
    }

    private final Map<String, TreeMap<Integer, TreeMap<Integer, Put>>> sheets = new LinkedHashMap<>();
    private final Map<String, List<String>> titles = new LinkedHashMap<>();
    private final Path file;

    /** Exports the content and opens what came out. */
    TestWorkbook(Path content, Path file) throws Unreadable {
        this.file = file;
        ContentWorkbook.write(content, file);
        XlsxFile.read(file, XlsxFile.LARGEST_UNPACKED).sheets().forEach((title, sheet) -> {
            var rows = new TreeMap<Integer, TreeMap<Integer, Put>>();
            sheet.rows().forEach((number, cells) -> {
                var line = new TreeMap<Integer, Put>();
                cells.forEach((column, cell) -> line.put(column, words(cell.text())));
                rows.put(number, line);
                if (number == 1)
                    titles.put(
                            title,
                            new ArrayList<>(cells.values().stream()
                                    .map(XlsxFile.Content::text)
                                    .toList()));
            });
            sheets.put(title, rows);
        });
    }

    private static Put words(String text) {
        return (sheet, row, column) -> sheet.value(row, column, text);
    }

    TestWorkbook put(String sheet, int row, String title, String text) {
        return put(sheet, row, title, words(text));
    }

    TestWorkbook put(String sheet, int row, String title, Put put) {
        int column = titles.get(sheet).indexOf(title);
        assertThat(column).as(title).isNotNegative();
        sheets.get(sheet).computeIfAbsent(row, r -> new TreeMap<>()).put(column, put);
        return this;
    }

    TestWorkbook clear(String sheet, int row, String title) {
        sheets.get(sheet).get(row).remove(titles.get(sheet).indexOf(title));
        return this;
    }

    /** Takes a row out; those below it move up. */
    TestWorkbook remove(String sheet, int row) {
        var rows = sheets.get(sheet);
        rows.remove(row);
        for (int r = row + 1; r <= rows.lastKey(); r++) if (rows.containsKey(r)) rows.put(r - 1, rows.remove(r));
        return this;
    }

    /** A row at the end: the cells from the first. */
    TestWorkbook append(String sheet, String... cells) {
        int row = sheets.get(sheet).lastKey() + 1;
        var line = new TreeMap<Integer, Put>();
        for (int i = 0; i < cells.length; i++) if (!cells[i].isEmpty()) line.put(i, words(cells[i]));
        sheets.get(sheet).put(row, line);
        return this;
    }

    TestWorkbook withoutSheet(String sheet) {
        sheets.remove(sheet);
        return this;
    }

    TestWorkbook newColumn(String sheet, String title) {
        int column = titles.get(sheet).size();
        titles.get(sheet).add(title);
        sheets.get(sheet).get(1).put(column, words(title));
        return this;
    }

    TestWorkbook newSheet(String title) {
        sheets.put(title, new TreeMap<>(Map.of(1, new TreeMap<>(Map.of(0, words("随手记"))))));
        return this;
    }

    int rows(String sheet) {
        return sheets.get(sheet).lastKey();
    }

    Path save() {
        try (var out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "test", null)) {
            sheets.forEach((title, rows) -> {
                var sheet = workbook.newWorksheet(title);
                rows.forEach((number, cells) -> cells.forEach((column, put) -> put.into(sheet, number - 1, column)));
            });
            workbook.finish();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
