package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.curation.SoundFolder;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Where a server has its content from, alone and beside others; people are made up. */
class ContentHomeTest {
    private static final Author EDITOR = new Author("采编甲", "one@banshi.invalid");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    /** Content is named by what it says and by who reads it; nothing is read here. */
    private static final SentenceEncoder NOBODY = new SentenceEncoder() {
        @Override
        public float[] encode(String text) {
            throw new AssertionError("nothing was to be encoded");
        }

        @Override
        public int dimensions() {
            return 1;
        }

        @Override
        public String fingerprint() {
            return "nobody";
        }
    };

    @TempDir
    private Path folder;

    private ContentHome open(String server) {
        var places = Places.in(folder.resolve(server));
        var settings = HistorySettings.in(SettingsFile.in(places.data()).read());
        return ContentHome.open(places, SoundFolder.in(folder.resolve("packaged")), settings, NOBODY, CLOCK);
    }

    private void set(String server, String yaml) throws IOException {
        Files.createDirectories(folder.resolve(server));
        Files.writeString(folder.resolve(server).resolve("banshi.yaml"), yaml);
    }

    private String remote() throws GitAPIException {
        var remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        return "banshi: {history: {remote: '" + remote.toUri() + "'}}\n";
    }

    private static void publish(ContentHistory history, String fee) {
        var draft = history.openDraft("改收费", EDITOR);
        var tree = history.file(draft.head(), SoundFolder.MATTER)
                .orElseThrow()
                .tree()
                .deepCopy();
        ((ObjectNode) tree.path("fee")).put("text", fee);
        history.save(draft.id(), draft.head(), EDITOR, "改", List.of(new Edit.Says(SoundFolder.MATTER, tree)));
        var head = history.draft(draft.id()).orElseThrow().head();
        history.publish(draft.id(), head, new Release.Id("r-1"), EDITOR, "");
    }

    @Test
    void aServerWithoutARemoteAnswersFromWhatItCameWith() {
        try (var home = open("one")) {
            assertThat(home.folder()).isEqualTo(folder.resolve("packaged"));
            assertThat(home.history().releases()).hasSize(1);
        }
    }

    @Test
    void theSecondServerBeginsWithWhatTheFirstPublished() throws Exception {
        var settings = remote();
        set("one", settings);
        set("two", settings);
        try (var one = open("one")) {
            publish(one.history(), "收 30 元");
            try (var two = open("two")) {
                assertThat(two.history().releases()).hasSize(2);
                assertThat(Files.readString(two.folder().resolve(SoundFolder.MATTER)))
                        .contains("收 30 元");
            }
        }
    }

    @Test
    void aServerThatHasContentStartsWithoutItsRemote() throws Exception {
        set("one", remote());
        open("one").close();
        Files.move(folder.resolve("remote.git"), folder.resolve("away.git"));

        open("one").close();

        assertThatThrownBy(() -> {
                    set(
                            "two",
                            "banshi: {history: {remote: '"
                                    + folder.resolve("remote.git").toUri() + "'}}\n");
                    open("two").close();
                })
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("banshi.history.remote");
    }

    @Test
    void whatIsNoAddressIsRefusedByName() throws IOException {
        set("one", "banshi: {history: {remote: 'content.git'}}\n");

        assertThatThrownBy(() -> open("one")).hasStackTraceContaining("banshi.history.remote must begin with");
    }
}
