package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Edit;
import banshi.corpus.history.Release;
import banshi.corpus.yaml.Complaint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** When drafts are tried, and what of. */
class TrialsTest {
    private static final Author SOMEBODY = new Author("采编甲", "somebody@banshi.invalid");
    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneId.of("Asia/Shanghai"));

    /** The fee of each revision that was tried, in turn. */
    private final List<String> tried = new CopyOnWriteArrayList<>();

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private ContentHistory history;
    private Trials trials;
    private Draft draft;

    @BeforeEach
    void openADraft() {
        history = ContentHistory.open(
                new ContentHistory.Settings(
                        folder.resolve("history.git"),
                        SmallFolder.in(folder.resolve("seed")),
                        new Release.Id("r-0"),
                        new Author("随程序", "program@banshi.invalid"),
                        null),
                clock);
        draft = history.openDraft("改收费", SOMEBODY);
    }

    @AfterEach
    void close() {
        open.countDown();
        trials.close();
        history.close();
    }

    private void trying(Duration quiet) {
        trials = new Trials(history, new Looking(), folder.resolve("trial"), List::of, quiet, clock);
    }

    private Draft saved(String fee) {
        var tree = history.file(draft.head(), SmallFolder.MATTER)
                .orElseThrow()
                .tree()
                .deepCopy();
        ((ObjectNode) tree.get("fee")).put("text", fee);
        history.save(draft.id(), draft.head(), SOMEBODY, "改", List.of(new Edit.Says(SmallFolder.MATTER, tree)));
        draft = history.draft(draft.id()).orElseThrow();
        return draft;
    }

    /** Finds something wrong with everything, once it may. */
    private final class Looking implements Gate {
        @Override
        public Outcome tryOut(Path written, List<String> real, Consumer<String> doing) {
            try {
                entered.countDown();
                open.await();
                var text = Files.readString(written.resolve(SmallFolder.MATTER));
                tried.add(List.of("甲元", "乙元", "丙元").stream()
                        .filter(text::contains)
                        .findFirst()
                        .orElse("none"));
            } catch (InterruptedException e) {
                tried.add("interrupted");
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Faulty(List.of(new Complaint("a.yaml", 1, 1, Complaint.Severity.ERROR, "缺收费")));
        }

        @Override
        public String compile(Content content, Path written, Consumer<String> doing) {
            throw new AssertionError("nothing is compiled");
        }

        @Override
        public void serve(String release) {
            throw new AssertionError("nothing is served");
        }
    }

    @Test
    void whatWasSavedIsFoundDoneByWhoeverAsksForIt() {
        open.countDown();
        trying(Duration.ZERO);
        saved("甲元");

        trials.saved(draft.id());

        Awaitility.await().until(() -> !tried.isEmpty());
        assertThat(trials.of(draft.id())).as("nobody has asked").isEmpty();
        Awaitility.await().until(() -> trials.begin(draft) instanceof Candidacy.Broken);
        assertThat(trials.of(draft.id())).contains(trials.begin(draft));
        assertThat(tried).containsExactly("甲元");
    }

    @Test
    void whoAsksWhileItIsTriedAheadWaitsForThatTrial() {
        trying(Duration.ZERO);
        saved("甲元");
        trials.saved(draft.id());
        open.countDown();

        Awaitility.await().until(() -> trials.begin(draft) instanceof Candidacy.Broken);
        assertThat(tried).containsExactly("甲元");
    }

    @Test
    void whatWasSavedAgainWhileItWaitedIsNotTried() throws InterruptedException {
        trying(NEVER);
        trials.begin(draft); // under way until the gate opens
        entered.await();
        trials.begin(saved("甲元"));
        trials.begin(saved("乙元"));
        open.countDown();

        Awaitility.await().until(() -> trials.of(draft.id()).orElseThrow() instanceof Candidacy.Broken);
        assertThat(trials.of(draft.id()).orElseThrow().head()).isEqualTo(draft.head());
        assertThat(tried).containsExactly("none", "乙元");
    }

    @Test
    void whatIsSavedAgainAndAgainIsNotTried() {
        open.countDown();
        trying(NEVER);
        saved("甲元");
        trials.saved(draft.id());
        saved("乙元");
        trials.saved(draft.id());

        Awaitility.await().until(() -> trials.begin(draft) instanceof Candidacy.Broken);
        assertThat(tried).containsExactly("乙元");
    }

    @Test
    void nothingGoesOnOnceItIsClosed() throws InterruptedException {
        trying(NEVER);
        trials.begin(draft); // under way until the gate opens
        entered.await();

        trials.close();

        assertThat(tried).containsExactly("interrupted");
    }

    @Test
    void aDraftThatIsForgottenIsNotTried() {
        trying(NEVER);
        var other = history.openDraft("改别的", SOMEBODY);
        trials.begin(other); // under way until the gate opens
        trials.begin(saved("甲元"));
        trials.forget(draft.id());
        open.countDown();

        Awaitility.await().until(() -> trials.of(other.id()).orElseThrow() instanceof Candidacy.Broken);
        trials.begin(saved("乙元"));
        Awaitility.await().until(() -> trials.of(draft.id()).orElseThrow() instanceof Candidacy.Broken);
        assertThat(tried).containsExactly("none", "乙元");
    }
}
