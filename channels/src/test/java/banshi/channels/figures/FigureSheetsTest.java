package banshi.channels.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureSheetsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private static final Figures.Report REPORT = new Figures.Report(
            DAY,
            DAY,
            List.of(new Figures.Hour(DAY, 9, "web", 3, 1, 2)),
            Map.of("answer", 1L),
            Share.of(1, 2),
            Share.of(0, 0),
            List.of(new Figures.Topped("m1", "=HYPERLINK(\"http://x\")", 2)),
            List.of(),
            List.of(0L, 0L, 0L, 0L, 1L),
            Share.of(1, 1),
            new Figures.HandedOver(0, 0, 0),
            List.of(),
            null,
            Map.of("matters", 121));

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a|a",
                "=1+1|'=1+1",
                "+1|'+1",
                "-1|'-1",
                "@x|'@x",
                "a,b|\"a,b\"",
                "a\"b|\"a\"\"b\"",
                "=a,b|\"'=a,b\""
            })
    void calculatesNothing(String words, String cell) {
        assertThat(FigureSheets.cell(words)).isEqualTo(cell);
    }

    @Test
    void leavesNumbersAsTheyAre() {
        assertThat(FigureSheets.cell(-1)).isEqualTo("-1");
    }

    @Test
    void writesTheHoursAsCsv() {
        assertThat(FigureSheets.csv(REPORT)).isEqualTo("\uFEFF日期,小时,渠道,轮次,答了,问了\r\n2026-11-20,9,web,3,1,2\r\n");
    }

    @Test
    void writesAWorkbookInWhichNothingIsAFormula() throws IOException {
        var bytes = new ByteArrayOutputStream();
        FigureSheets.xlsx(REPORT, bytes);

        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(workbook.getSheets().map(s -> s.getName()))
                    .containsExactly("概要", "按时段", "热门事项", "热门要素", "把握的漂移");
            var matters = workbook.findSheet("热门事项").orElseThrow().read();
            assertThat(matters.get(1).getCell(1).getType()).isEqualTo(CellType.STRING);
            assertThat(matters.get(1).getCell(1).asString()).startsWith("=HYPERLINK");
            assertThat(matters.get(1).getCell(2).getType()).isEqualTo(CellType.NUMBER);
        }
    }
}
