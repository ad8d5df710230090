package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The content in this repository is fit to be published. */
class PublishedContentTest {
    @Test
    void hasNoErrors() {
        var checked = ContentReader.read(Path.of("content"), LocalDate.now());

        assertThat(checked.complaints().stream().filter(c -> c.severity() == Complaint.Severity.ERROR))
                .isEmpty();
        assertThat(checked).isInstanceOf(CheckedContent.Sound.class);
    }
}
