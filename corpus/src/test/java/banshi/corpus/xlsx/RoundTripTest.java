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
        comesBack(Path.of("content"), LocalDate.now());
    }

    private void comesBack(Path root, LocalDate today) throws IOException {
        var checked = ContentReader.read(root, today);
        assertThat(checked).isInstanceOf(CheckedContent.Sound.class);
        var workbook = folder.resolve("all.xlsx");
        ContentWorkbook.write(root, workbook);

        var unchanged = WorkbookImport.of(workbook, root, today, false);
        assertThat(unchanged.complaints()).isEmpty();
        assertThat(unchanged.files()).isEmpty();
        assertThat(unchanged.rows()).isEmpty();

        var empty = Files.createDirectory(folder.resolve("empty"));
        var afresh = WorkbookImport.of(workbook, empty, today, false);
        assertThat(afresh.complaints()).isEmpty();
        afresh.apply();
        assertThat(ContentReader.read(empty, today)).isEqualTo(checked);
    }
}
