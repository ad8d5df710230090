package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedReaderTest {
    @TempDir
    Path root;

    private final RepeatedReader reader = new RepeatedReader();
    private ContentFolder folder;

    @BeforeEach
    void writeASoundFolder() {
        folder = new ContentFolder(root);
    }

    private CheckedContent read() {
        return reader.read(root, ContentFolder.TODAY);
    }

    private Content content() {
        return ((CheckedContent.Sound) read()).content();
    }

    private void assertReadAsForTheFirstTime() {
        assertThat(read()).isEqualTo(folder.read());
    }

    @Test
    void readsEveryStateAsForTheFirstTime() throws IOException {
        assertReadAsForTheFirstTime();

        folder.edit(ContentFolder.MATTER, "收工本费", "收成本费"); // as many bytes
        assertReadAsForTheFirstTime();
        folder.edit(ContentFolder.MATTER, "form: original", "form: orginal");
        assertReadAsForTheFirstTime();
        assertThat(read()).isInstanceOf(CheckedContent.Faulty.class);
        folder.edit(ContentFolder.MATTER, "form: orginal", "form: original");
        assertReadAsForTheFirstTime();
        Files.delete(root.resolve(ContentFolder.TEMPLATES)); // named by nobody, missed by its matter
        assertReadAsForTheFirstTime();
        Files.writeString(root.resolve("city.yaml"), "id: other\n"); // all else is imported now: other schemas
        assertReadAsForTheFirstTime();
        Files.delete(root.resolve("city.yaml"));
        Files.writeString(root.resolve(ContentFolder.CATALOGUE), "matters: []\n"); // named by another file
        assertReadAsForTheFirstTime();
    }

    @Test
    void readsOnlyWhatHasChanged() {
        var before = content();
        folder.edit(ContentFolder.MATTER, "收工本费", "收成本费");

        var after = content();

        assertThat(after.matters()).isNotEqualTo(before.matters());
        assertThat(after.phrasings().getFirst()).isSameAs(before.phrasings().getFirst());
        assertThat(after.templates().getFirst()).isSameAs(before.templates().getFirst());
    }
}
