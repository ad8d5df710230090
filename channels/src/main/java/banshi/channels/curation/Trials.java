package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries drafts out, one after the other, away from what citizens wait for (试发布). Thread-safe. */
public final class Trials implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

    private final ContentHistory history;
    private final Gate gate;
    private final Path workspace;
    private final Supplier<List<String>> real;
    private final Clock clock;
    private final Map<Draft.Id, Candidacy> latest = new ConcurrentHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("trials").factory());

    /**
     * Trials of drafts.
     *
     * @param workspace folder in which drafts are written out; ours alone
     * @param real what was really asked of late
     */
    public Trials(
            ContentHistory history, Gate gate, Path workspace, Supplier<List<String>> real, Clock clock) {
        this.history = history;
        this.gate = gate;
        this.workspace = workspace;
        this.real = real;
        this.clock = clock;
    }

    /** Begins one, unless this very revision is being tried or was. */
    Candidacy begin(Draft draft) {
        return latest.compute(draft.id(), (id, before) -> {
            boolean known = before != null
                    && before.head().equals(draft.head())
                    && !(before instanceof Candidacy.Failed);
            if (known) return before;
            var begun = new Candidacy.Working(draft.head(), "排队等候");
            worker.execute(() -> run(draft));
            return begun;
        });
    }

    private void run(Draft draft) {
        var began = clock.instant();
        Candidacy outcome;
        try {
            outcome = tried(draft, began);
        } catch (RuntimeException e) {
            LOG.error("trying out draft {} failed", draft.id(), e);
            outcome = new Candidacy.Failed(draft.head(), "试发布没有做成，请再试一次；还不行，请找系统管理员看日志");
        }
        tell(draft, outcome);
    }

    private Candidacy tried(Draft draft, java.time.Instant began) {
        tell(draft, new Candidacy.Working(draft.head(), "检查内容"));
        history.write(draft.head(), workspace);
        return switch (ContentReader.read(workspace, LocalDate.now(clock))) {
            case CheckedContent.Faulty(var complaints) -> new Candidacy.Broken(draft.head(), complaints);
            case CheckedContent.Sound sound -> {
                var tried = gate.tryOut(
                        sound.content(),
                        workspace,
                        real.get(),
                        doing -> tell(draft, new Candidacy.Working(draft.head(), doing)));
                yield new Candidacy.Done(draft.head(), tried, Duration.between(began, clock.instant()));
            }
        };
    }

    /** Unless a later revision is being tried already, or the draft was forgotten. */
    private void tell(Draft draft, Candidacy candidacy) {
        latest.computeIfPresent(
                draft.id(), (_, before) -> before.head().equals(draft.head()) ? candidacy : before);
    }

    Optional<Candidacy> of(Draft.Id draft) {
        return Optional.ofNullable(latest.get(draft));
    }

    void forget(Draft.Id draft) {
        latest.remove(draft);
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
