package banshi.channels.curation;

import banshi.channels.cache.Caches;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Revision;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.Complaint;
import banshi.corpus.yaml.ContentFile;
import banshi.corpus.yaml.ContentReader;
import com.github.benmanes.caffeine.cache.Cache;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries drafts out, one after the other, away from what citizens wait for (试发布). What was saved, and was not saved again for a while, is tried before anybody asks, so that who asks then finds it done;
 * until then nothing of it is shown. Thread-safe.
 */
public final class Trials implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trials.class);

    /** More than it takes to notice that one is interrupted. */
    private static final Duration ENDING = Duration.ofSeconds(10);

    private final ContentHistory history;
    private final Gate gate;

    /** Where a draft is written out to be tried; the worker's own. */
    private final Path tried;

    /** Where revisions are written out to be read, which does not wait for a trial; its lock. */
    private final Path read;

    private final Supplier<List<String>> real;
    private final Clock clock;
    private final Duration quiet;

    // this is the lock of the next three

    /** What was asked for. */
    private final Map<Draft.Id, Candidacy> latest = new HashMap<>();

    /** What nobody has asked for yet. */
    private final Map<Draft.Id, Candidacy> ahead = new HashMap<>();

    /** Drafts that are to be tried ahead. */
    private final Map<Draft.Id, Future<?>> waiting = new HashMap<>();

    private final Cache<Revision.Id, List<Found>> complaints =
            Caches.newBuilder().maximumSize(20).build();
    private final AtomicBoolean preparing = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("trials").factory());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("trials-ahead").factory());

    /**
     * Trials of drafts.
     *
     * @param workspace folder in which revisions are written out; ours alone
     * @param real what was really asked of late
     * @param quiet how long nobody has to save a draft until it is tried ahead
     */
    public Trials(
            ContentHistory history,
            Gate gate,
            Path workspace,
            Supplier<List<String>> real,
            Duration quiet,
            Clock clock) {
        this.history = history;
        this.gate = gate;
        tried = workspace.resolve("tried");
        read = workspace.resolve("read");
        this.real = real;
        this.quiet = quiet;
        this.clock = clock;
    }

    /** Begins one, unless this very revision is being tried or was. */
    synchronized Candidacy begin(Draft draft) {
        var known = of(draft, latest);
        if (known != null) return known;
        var made = of(draft, ahead);
        var begun = made != null ? made : queued(draft);
        ahead.remove(draft.id());
        latest.put(draft.id(), begun);
        return begun;
    }

    /** A draft was saved: it is tried if nobody saves it again for a while. */
    synchronized void saved(Draft.Id draft) {
        var before = waiting.put(draft, timer.schedule(() -> tryAhead(draft), quiet.toMillis(), TimeUnit.MILLISECONDS));
        if (before != null) before.cancel(false);
    }

    private synchronized void tryAhead(Draft.Id id) {
        waiting.remove(id);
        history.draft(id).filter(draft -> !isWanted(draft)).ifPresent(draft -> ahead.put(id, queued(draft)));
    }

    /** That of this very revision; null where it has none, or one that failed. */
    private static @Nullable Candidacy of(Draft draft, Map<Draft.Id, Candidacy> candidacies) {
        var one = candidacies.get(draft.id());
        return one == null || one instanceof Candidacy.Failed || !one.head().equals(draft.head()) ? null : one;
    }

    private Candidacy queued(Draft draft) {
        worker.execute(() -> run(draft));
        return new Candidacy.Working(draft.head(), "排队等候");
    }

    /** Not where the draft was saved again while it waited, or forgotten. */
    private synchronized boolean isWanted(Draft draft) {
        return of(draft, latest) != null || of(draft, ahead) != null;
    }

    /** Makes ready for one that will soon be asked for, unless that is under way. */
    void prepare() {
        if (!preparing.compareAndSet(false, true)) return;
        worker.execute(() -> {
            try {
                history.write(history.current().revision(), tried);
                gate.prepare(tried);
            } catch (RuntimeException e) {
                LOG.warn("making ready for a trial failed; the trial will say whether it matters", e);
            } finally {
                preparing.set(false);
            }
        });
    }

    /** What citizens really asked, as trials ask it. */
    List<String> askedOfLate() {
        return real.get();
    }

    private void run(Draft draft) {
        if (!isWanted(draft)) return;
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

    private Candidacy tried(Draft draft, Instant began) {
        history.write(draft.head(), tried);
        var outcome = gate.tryOut(tried, real.get(), doing -> tell(draft, new Candidacy.Working(draft.head(), doing)));
        return switch (outcome) {
            case Gate.Faulty(var complaints) -> new Candidacy.Broken(draft.head(), found(draft.head(), complaints));
            case Gate.Tried done ->
                new Candidacy.Done(
                        draft.head(),
                        done,
                        found(draft.head(), done.reminders()),
                        Duration.between(began, clock.instant()));
        };
    }

    private CheckedContent checked(Revision.Id head, Path folder) {
        history.write(head, folder);
        return ContentReader.read(folder, LocalDate.now(clock));
    }

    /** What is wrong with a revision, and where in its files; seconds for one that was not asked about before. */
    List<Found> complaints(Revision.Id head) {
        return complaints.get(head, this::complained);
    }

    private List<Found> complained(Revision.Id head) {
        synchronized (read) {
            var all = switch (checked(head, read)) {
                case CheckedContent.Faulty(var found) -> found;
                case CheckedContent.Sound sound -> sound.complaints();
            };
            return found(head, all);
        }
    }

    private List<Found> found(Revision.Id head, List<Complaint> complaints) {
        var files = new HashMap<String, Optional<ContentFile>>();
        return complaints.stream()
                .map(one -> new Found(
                        one,
                        files.computeIfAbsent(one.file(), file -> history.file(head, file))
                                .map(file -> file.pointer(one.line(), one.column()))
                                .orElse(null)))
                .toList();
    }

    /**
     * Compiles a revision that was published before; seconds, where it is not compiled here yet.
     *
     * @return the id of the compiled release
     * @throws Refused if its content is not sound any more
     */
    String compiled(Revision.Id at) {
        synchronized (read) {
            return switch (checked(at, read)) {
                case CheckedContent.Sound sound -> gate.compile(sound.content(), read, _ -> {});
                case CheckedContent.Faulty _ ->
                    throw new Refused(Refused.Why.NOT_NOW, "这一版的内容现在检查不过（比如有的内容过了期），不能直接退回；请开一个草稿改好再发布");
            };
        }
    }

    /**
     * Something that is wrong.
     *
     * @param pointer into the file's tree; null where it is not known
     */
    public record Found(Complaint complaint, @Nullable String pointer) {}

    /** Unless a later revision is being tried already, or the draft was forgotten. */
    private synchronized void tell(Draft draft, Candidacy candidacy) {
        for (var candidacies : List.of(latest, ahead))
            candidacies.computeIfPresent(
                    draft.id(), (_, before) -> before.head().equals(draft.head()) ? candidacy : before);
    }

    /** Takes a trial as done, which was made elsewhere. */
    synchronized void remember(Draft draft, Gate.Tried tried) {
        latest.put(draft.id(), new Candidacy.Done(draft.head(), tried, List.of(), Duration.ZERO));
    }

    synchronized Optional<Candidacy> of(Draft.Id draft) {
        return Optional.ofNullable(latest.get(draft));
    }

    synchronized void forget(Draft.Id draft) {
        latest.remove(draft);
        ahead.remove(draft);
        var later = waiting.remove(draft);
        if (later != null) later.cancel(false);
    }

    /** Ends what is under way, and waits for its end: nothing is written afterwards. */
    @Override
    public void close() {
        timer.shutdownNow();
        worker.shutdownNow();
        gate.close();
        try {
            if (!worker.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS))
                LOG.warn("a trial goes on though nobody waits for it any more");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
