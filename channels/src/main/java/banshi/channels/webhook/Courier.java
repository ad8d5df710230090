package banshi.channels.webhook;

import static java.util.Objects.requireNonNull;

import banshi.channels.records.Records;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what waits in an outbox to a system of the operator's (投递员), at least once and, of one thing, in order; on a thread of its own, one after another. What fails is sent again after pauses
 * that grow, each of them somewhere between half of it and all, so that servers do not come at the same time; after the last try it waits for somebody to look, and so do later ones of the same
 * thing. A server that dies while it sends leaves the row to the others after {@link #lease}. Thread-safe.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final int LONGEST_FAILURE = 200;

    private final String name;
    private final WebhookSettings settings;
    private final Records records;
    private final Outbox outbox;
    private final Errand errand;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final @Nullable Webhook webhook;
    private final String server = UUID.randomUUID().toString().replace("-", "");
    private final Semaphore written = new Semaphore(0);
    private volatile int dead;
    private volatile boolean closed;
    private @Nullable Thread worker;

    /**
     * One that takes nothing yet: {@link #start}.
     *
     * @param name of the thread
     * @param jitter 0 to 1, another each time
     */
    public Courier(
            String name,
            WebhookSettings settings,
            Records records,
            Outbox outbox,
            Errand errand,
            Clock clock,
            DoubleSupplier jitter) {
        this.name = name;
        this.settings = settings;
        this.records = records;
        this.outbox = outbox;
        this.errand = errand;
        this.clock = clock;
        this.jitter = jitter;
        var url = settings.url();
        webhook = url == null ? null : new Webhook(url, requireNonNull(settings.secret()), settings.answerWithin());
    }

    /** Whether there is a system to send to. */
    public boolean isOn() {
        return webhook != null;
    }

    /** Begins to send, on a thread of its own. */
    public synchronized void start() {
        if (isOn() && worker == null)
            worker = Thread.ofPlatform().daemon().name(name).start(this::work);
    }

    /** Something has been written and committed. */
    public void wake() {
        written.release();
    }

    private void work() {
        try {
            while (!closed) {
                try {
                    sendDue();
                } catch (RuntimeException e) { // the database is away, say; the rows wait in it
                    LOG.error("{} failed: {}", name, e.getClass().getName());
                }
                if (written.tryAcquire(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) written.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody of ours does that: it would harm the database's file
        }
    }

    /** Sends all that may be sent now, on the caller's thread; gives how many arrived. */
    public int sendDue() throws InterruptedException {
        int arrived = 0;
        while (!closed) {
            var row = outbox.lease(server, clock.instant(), lease());
            if (row.isEmpty()) break;
            if (send(requireNonNull(webhook), row.get())) arrived++;
        }
        dead = outbox.count("dead");
        return arrived;
    }

    /** For how long a row belongs to who takes it: longer than an answer is waited for, so that nobody else sends it meanwhile. */
    public Duration lease() {
        return settings.answerWithin().plus(MARGIN);
    }

    private boolean send(Webhook to, Outbox.Leased row) throws InterruptedException {
        var body = errand.body(row);
        if (body.isEmpty()) {
            failed(row, "there is nobody to send it to any more", true);
            return false;
        }
        try {
            to.send(row.id(), body.get(), clock.instant());
        } catch (IOException e) {
            if (closed) return false; // it was cut off by us; whoever comes next sends it when the lease is over
            failed(row, String.valueOf(e.getMessage()), row.tries() + 1 >= settings.attempts());
            return false;
        }
        records.together().executeWithoutResult(_ -> {
            if (outbox.sent(row, server, clock.instant())) errand.arrived(row);
        });
        return true;
    }

    private void failed(Outbox.Leased row, String failure, boolean last) {
        int tries = row.tries() + 1;
        var told = failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE));
        outbox.failed(row, server, told, clock.instant().plus(pause(tries)), last);
        if (last) errand.givenUp(row, tries, told);
    }

    /** After so many tries: twice as long each time, up to the longest; somewhere in the second half of it. */
    public Duration pause(int tries) {
        int doublings = Math.min(tries - 1, 30);
        double most = Math.min(settings.firstPause().toMillis() * Math.pow(2, doublings), (double)
                settings.longestPause().toMillis());
        return Duration.ofMillis(Math.round(most * (1 + jitter.getAsDouble()) / 2));
    }

    /** How many were given up, as of the last time that something was sent. */
    public int deadCount() {
        return dead;
    }

    /** Ends, when what is being written is written; what is on its way is sent again by whoever comes next. */
    @Override
    public synchronized void close() {
        closed = true;
        written.release();
        if (webhook != null) webhook.close();
        try {
            if (worker != null && !worker.join(PATIENCE)) LOG.warn("{} did not end in time", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
