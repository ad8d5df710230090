package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Following;
import banshi.corpus.history.Published;
import banshi.corpus.history.Release;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What one server publishes answers at the other, over a real repository. People are made up. */
class ReleaseFollowerTest {
    private static final Author EDITOR = new Author("采编甲", "one@banshi.invalid");
    private static final Duration OFTEN = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));
    private Server publisher;
    private Server replica;

    @BeforeEach
    void start() throws GitAPIException {
        var remote = folder.resolve("remote.git");
        Git.init().setBare(true).setDirectory(remote.toFile()).call().close();
        publisher = new Server("one", remote.toUri());
        replica = new Server("two", remote.toUri());
    }

    @AfterEach
    void stop() {
        replica.stop();
        publisher.stop();
    }

    /** A server without its wires: what it has published, and what answers. */
    private final class Server implements Gate {
        final BlockingQueue<String> served = new LinkedBlockingQueue<>();
        final BlockingQueue<String> failures = new LinkedBlockingQueue<>();
        private final ContentHistory history;
        private final Trials trials;
        private final Following following;
        private volatile String answering = "r-0";
        private volatile boolean isBroken;

        Server(String name, URI remote) {
            history = ContentHistory.open(
                    new ContentHistory.Settings(
                            folder.resolve(name).resolve("history.git"),
                            SoundFolder.in(folder.resolve("seed")),
                            new Release.Id("r-0"),
                            EDITOR,
                            remote),
                    clock);
            trials = new Trials(
                    history, this, folder.resolve(name).resolve("trial"), List::of, Duration.ofDays(1), clock);
            following = ReleaseFollower.start(history, OFTEN, trials, this, () -> answering);
        }

        @Override
        public Outcome tryOut(Path written, List<String> real, Consumer<String> doing) {
            throw new AssertionError("nothing was to be tried out");
        }

        /** Called after the fee that it says. */
        @Override
        public String compile(Content content, Path written, Consumer<String> doing) {
            if (isBroken) {
                failures.add("compile");
                throw new IllegalStateException("there is no room on the disk");
            }
            return content.matters().stream()
                    .filter(matter -> matter.id().value().equals("card-reissue"))
                    .map(matter -> matter.fee().text())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void serve(String release) {
            answering = release;
            served.add(release);
        }

        /** As the studio does: history first, then what answers. */
        Published publish(String id, String fee) {
            var draft = history.openDraft("改收费", EDITOR);
            var tree = history.file(draft.head(), SoundFolder.MATTER)
                    .orElseThrow()
                    .tree()
                    .deepCopy();
            ((ObjectNode) tree.path("fee")).put("text", fee);
            history.save(draft.id(), draft.head(), EDITOR, "改", List.of(new Edit.Says(SoundFolder.MATTER, tree)));
            var head = history.draft(draft.id()).orElseThrow().head();
            answering = id;
            return history.publish(draft.id(), head, new Release.Id(id), EDITOR, "");
        }

        void stop() {
            following.close();
            trials.close();
            history.close();
        }
    }

    private static String next(Server server) throws InterruptedException {
        return String.valueOf(server.served.poll(60, TimeUnit.SECONDS));
    }

    @Test
    void whatOnePublishesAnswersAtTheOther() throws InterruptedException {
        assertThat(publisher.publish("r-1", "收 30 元")).isInstanceOf(Published.Done.class);
        assertThat(next(replica)).isEqualTo("收 30 元");

        assertThat(publisher.publish("r-2", "收 35 元")).isInstanceOf(Published.Done.class);
        assertThat(next(replica)).isEqualTo("收 35 元");
        assertThat(publisher.served).as("it answered there already").isEmpty();
    }

    @Test
    void bothMayPublish() throws InterruptedException {
        publisher.publish("r-1", "收 30 元");
        assertThat(next(replica)).isEqualTo("收 30 元");

        assertThat(replica.publish("r-2", "收 35 元")).isInstanceOf(Published.Done.class);

        assertThat(next(publisher)).isEqualTo("收 35 元");
    }

    @Test
    void whatDoesNotCompileLeavesWhatAnswers() throws InterruptedException {
        replica.isBroken = true;
        publisher.publish("r-1", "收 30 元");
        assertThat(replica.failures.poll(60, TimeUnit.SECONDS)).isNotNull();
        assertThat(replica.answering).isEqualTo("r-0");

        replica.isBroken = false;
        publisher.publish("r-2", "收 35 元");

        assertThat(next(replica)).isEqualTo("收 35 元");
    }
}
