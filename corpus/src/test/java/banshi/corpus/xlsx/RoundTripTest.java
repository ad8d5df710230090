package banshi.corpus.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content out and in again is the same content. */
class RoundTripTest {
    @TempDir
    Path folder;

    @Test
    void smallContentComesBackRecordForRecord() throws IOException {
        var content = new SmallContent(Files.createDirectory(folder.resolve("content")));
        comesBack(content.root(), SmallContent.TODAY);
    }

    @Test
    void publishedContentComesBackRecordForRecord() throws IOException {
        comesBack(Path.of(System.getProperty("banshi.test.content", "content")), LocalDate.now());
    }

    private void comesBack(Path root, LocalDate today) throws IOException {
        var checked = ContentReader.read(root, today);
        assertThat(checked).isInstanceOf(CheckedContent.Sound.class);
        var workbook = folder.resolve("all.xlsx");
        long start = System.nanoTime();
        int rows = ContentWorkbook.write(root, workbook);
        long exported = System.nanoTime();

        var unchanged = WorkbookImport.of(workbook, root, today, false);
        long planned = System.nanoTime();
        assertThat(unchanged.complaints()).isEmpty();
        assertThat(unchanged.files()).isEmpty();
        assertThat(unchanged.rows()).isEmpty();

        var empty = Files.createDirectory(folder.resolve("empty"));
        var afresh = WorkbookImport.of(workbook, empty, today, false);
        assertThat(afresh.complaints()).isEmpty();
        afresh.apply();
        long imported = System.nanoTime();
        System.out.printf(
                "%d rows, %d bytes: export %.2f s, unchanged %.2f s, into nothing %.2f s%n",
                rows, Files.size(workbook), (exported - start) / 1e9, (planned - exported) / 1e9, (imported - planned) / 1e9);
        assertThat(ContentReader.read(empty, today)).isEqualTo(checked);
    }
}
