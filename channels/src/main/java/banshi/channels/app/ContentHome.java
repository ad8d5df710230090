package banshi.channels.app;

import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.curation.Naming;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Published;
import banshi.corpus.history.Release;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the server has its content from (内容之家): the history in the data folder, which begins with the content that the program comes with. As long as nobody has published
 * anything else, newer content of the program takes its place; from then on only what people publish.
 */
final class ContentHome implements AutoCloseable {
    /** Of what the program came with. */
    private static final Author PROGRAM = new Author("随程序", "program@banshi.invalid");

    private final ContentHistory history;
    private final Path folder;
    private final String release;

    private ContentHome(ContentHistory history, Path folder, String release) {
        this.history = history;
        this.folder = folder;
        this.release = release;
    }

    /**
     * Opens it.
     *
     * @param packaged the content that the program comes with
     * @param settings where releases are shared with other servers
     * @throws FaultyContent if the program's content is to be taken over and has errors
     * @throws CannotStart if the history cannot be opened
     */
    static ContentHome open(
            Places places, Path packaged, HistorySettings settings, SentenceEncoder encoder, Clock clock) {
        var repository = places.data().resolve("history.git");
        try {
            var came = ReleaseCompiler.idOf(packaged, encoder);
            if (!Files.exists(repository)) requireSound(places, packaged, came, clock);
            var history = ContentHistory.open(
                    new ContentHistory.Settings(repository, packaged, new Release.Id(came), PROGRAM, settings.remote()),
                    clock);
            if (answers(history, came)) return new ContentHome(history, packaged, came);
            if (history.releases().stream().allMatch(ContentHome::isPrograms)) {
                requireSound(places, packaged, came, clock);
                var adopted = history.adopt(packaged, Naming.free(history, came), PROGRAM);
                if (adopted instanceof Published.Done) return new ContentHome(history, packaged, came);
            }
            var written = places.data().resolve("content");
            history.write(history.current().revision(), written);
            return new ContentHome(history, written, ReleaseCompiler.idOf(written, encoder));
        } catch (IllegalStateException e) {
            throw new CannotStart("内容历史 " + repository + " 打不开：同一个数据目录只能有一个服务在用（" + e.getMessage() + "）", e);
        } catch (UncheckedIOException e) {
            if (settings.remote() != null && !Files.exists(repository))
                throw new CannotStart("第一次启动要从远端仓库取内容，没有取到（" + e.getMessage() + "）；请看 banshi.history.remote 和网络", e);
            throw new CannotStart("内容历史 " + repository + " 打不开（" + e.getMessage() + "）；请看磁盘是否满了、是否可写，或用备份恢复", e);
        }
    }

    /** Content that was compiled was sound. */
    private static void requireSound(Places places, Path packaged, String id, Clock clock) {
        if (places.compiled(id).isEmpty()) Knowledge.check(packaged, LocalDate.now(clock));
    }

    /** Whether what is published is what this id was compiled from. */
    private static boolean answers(ContentHistory history, String compiled) {
        return Naming.compiled(history.current().id()).equals(compiled);
    }

    private static boolean isPrograms(Release release) {
        return release.editedBy().equals(List.of(PROGRAM));
    }

    ContentHistory history() {
        return history;
    }

    /** A folder that has what is published. */
    Path folder() {
        return folder;
    }

    /** The id of what it is compiled to. */
    String release() {
        return release;
    }

    @Override
    public void close() {
        history.close();
    }
}
