package banshi.corpus.history;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A history that begins with the small content folder, and what tests do with it. Its clock goes on by a second at each look. */
final class TestHistory implements AutoCloseable {
    static final Author ANNA = new Author("bianji-1", "bianji-1@accounts.invalid");
    static final Author BEN = new Author("bianji-2", "bianji-2@accounts.invalid");
    static final Author CHIEF = new Author("shenhe-1", "shenhe-1@accounts.invalid");
    static final Release.Id FIRST = new Release.Id("r-1");
    static final String MATTER = ContentFolder.MATTER;

    private static final AtomicLong SECONDS = new AtomicLong(1_800_000_000);

    private final ContentHistory.Settings settings;
    ContentHistory history;

    TestHistory(Path folder) {
        this(folder, null);
    }

    TestHistory(Path folder, @Nullable URI remote) {
        settings = settings(folder, remote);
        history = open();
    }

    static ContentHistory.Settings settings(Path folder, @Nullable URI remote) {
        var seed = folder.resolve("seed");
        if (!Files.exists(seed)) new ContentFolder(seed);
        return new ContentHistory.Settings(folder.resolve("data/history.git"), seed, FIRST, ANNA, remote);
    }

    private ContentHistory open() {
        return ContentHistory.open(settings, () -> Instant.ofEpochSecond(SECONDS.incrementAndGet()));
    }

    void reopen() {
        history.close();
        history = open();
    }

    Path repository() {
        return settings.repository();
    }

    Draft draft() {
        return history.openDraft("改收费", ANNA);
    }

    Revision.Id head(Draft draft) {
        return history.draft(draft.id()).orElseThrow().head();
    }

    /** A file of a revision, changed. */
    Edit edit(Revision.Id at, String file, Consumer<ObjectNode> how) {
        var tree = history.file(at, file).orElseThrow().tree().deepCopy();
        how.accept(tree);
        return new Edit.Says(file, tree);
    }

    Saved save(Draft draft, Revision.Id base, Author by, String file, Consumer<ObjectNode> how) {
        return history.save(draft.id(), base, by, "改 " + file, List.of(edit(base, file, how)));
    }

    Saved saveFee(Draft draft, Revision.Id base, Author by, String fee) {
        return save(draft, base, by, MATTER, t -> t.withObject("/fee").put("text", fee));
    }

    Revision.Id saved(Saved saved) {
        assertThat(saved).isInstanceOf(Saved.Done.class);
        return ((Saved.Done) saved).revision();
    }

    Saved.Conflict conflict(Saved saved) {
        assertThat(saved).isInstanceOf(Saved.Conflicted.class);
        assertThat(((Saved.Conflicted) saved).conflicts()).hasSize(1);
        return ((Saved.Conflicted) saved).conflicts().getFirst();
    }

    Release published(Published published) {
        assertThat(published).isInstanceOf(Published.Done.class);
        return ((Published.Done) published).release();
    }

    Release publish(Draft draft, String release) {
        return published(history.publish(draft.id(), head(draft), new Release.Id(release), CHIEF, ""));
    }

    /** A release in which the fee is another. */
    Release releaseFee(String release, String fee) {
        var draft = draft();
        saved(saveFee(draft, draft.head(), ANNA, fee));
        return publish(draft, release);
    }

    String text(Revision.Id at, String file) {
        return history.file(at, file).map(ContentFile::text).orElseThrow();
    }

    String fee(Revision.Id at) {
        return history.file(at, MATTER).orElseThrow().tree().at("/fee/text").asString();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        history.close();
    }
}
