package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packs the history of content every night (夜间整理): each save leaves five small files, and while it packs nobody saves. */
public final class NightlyCompaction implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCompaction.class);

    /** When hardly anybody edits. */
    private static final LocalTime AT = LocalTime.of(3, 20);

    private final ContentHistory history;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("compaction").factory());

    /** Waits for the next night, and so on. */
    public NightlyCompaction(ContentHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
        schedule();
    }

    /** Each night anew, so that it stays at its time when clocks are changed. */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer, and fails never
    private void schedule() {
        timer.schedule(this::run, untilNight(ZonedDateTime.now(clock)).toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            history.compact();
        } catch (RuntimeException e) { // tomorrow again
            LOG.error("packing the history of content failed; it is tried again tomorrow", e);
        } finally {
            if (!timer.isShutdown()) schedule();
        }
    }

    static Duration untilNight(ZonedDateTime now) {
        var today = now.with(AT);
        return Duration.between(now, today.isAfter(now) ? today : today.plusDays(1));
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
