package banshi.channels.orders;

import static java.util.Objects.requireNonNull;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends what happens to work orders to the operator's system (工单推送), at least once and, of one order, in order; on a thread of its own, one after another. What fails is sent again after pauses that grow, each
 * of them somewhere between half of it and all, so that servers do not come at the same time; after the last try it waits for somebody to look, and so do later ones of its order. A server that
 * dies while it sends leaves the row to the others after {@link #lease}. Thread-safe.
 */
public final class OrderExport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderExport.class);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final int LONGEST_FAILURE = 200;

    private final OrderSettings.Webhook settings;
    private final Records records;
    private final OrderOutbox outbox;
    private final OrderStore store;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final @Nullable Webhook webhook;
    private final String server = UUID.randomUUID().toString().replace("-", "");
    private final Semaphore written = new Semaphore(0);
    private volatile int dead;
    private volatile boolean closed;
    private @Nullable Thread worker;

    /**
     * One that sends nothing yet: {@link #start}.
     *
     * @param jitter 0 to 1, another each time
     */
    public OrderExport(
            OrderSettings.Webhook settings,
            Records records,
            Vault vault,
            AuditLog audit,
            Clock clock,
            DoubleSupplier jitter) {
        this.settings = settings;
        this.records = records;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
        this.jitter = jitter;
        outbox = new OrderOutbox(records);
        store = new OrderStore(records);
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
            worker = Thread.ofPlatform().daemon().name("order-export").start(this::work);
    }

    /** Writes down, within the transaction of a step, that it is to be told. */
    void write(WorkOrder order, OrderStep step) {
        if (!isOn()) return;
        var event = JsonMapper.shared().createObjectNode();
        event.put("event", "order." + step.move().word());
        event.put("at", step.at().toString());
        event.set("step", OrderJson.of(step));
        event.set("order", OrderJson.of(order));
        outbox.write(order.orderNo(), order.version(), event.toString(), step.at());
    }

    /** Something has been written and committed. */
    void wake() {
        written.release();
    }

    private void work() {
        try {
            while (!closed) {
                try {
                    sendDue();
                } catch (RuntimeException e) { // the database is away, say; the rows wait in it
                    LOG.error("sending work orders failed: {}", e.getClass().getName());
                }
                if (written.tryAcquire(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) written.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody of ours does that: it would harm the database's file
        }
    }

    /** Sends all that may be sent now; gives how many arrived. */
    int sendDue() throws InterruptedException {
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
    Duration lease() {
        return settings.answerWithin().plus(MARGIN);
    }

    private boolean send(Webhook to, OrderOutbox.Leased row) throws InterruptedException {
        try {
            to.send(row.id(), body(row), clock.instant());
        } catch (IOException e) {
            if (closed) return false; // it was cut off by us; whoever comes next sends it when the lease is over
            failed(row, String.valueOf(e.getMessage()));
            return false;
        }
        records.together().executeWithoutResult(_ -> {
            if (outbox.sent(row, server, clock.instant()))
                audit.write(new AuditEvent(
                        AuditEvent.OPERATOR,
                        AuditEvent.NOBODY,
                        AuditEvent.Type.ORDER_EXPORTED,
                        "order:" + row.orderNo(),
                        AuditEvent.Result.DONE));
        });
        return true;
    }

    private void failed(OrderOutbox.Leased row, String failure) {
        int tries = row.tries() + 1;
        boolean last = tries >= settings.attempts();
        if (last)
            LOG.error(
                    "work order {} could not be sent in {} attempts: {}; see /api/v1/desk/orders/exports",
                    row.orderNo(),
                    tries,
                    failure);
        outbox.failed(
                row,
                server,
                failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)),
                clock.instant().plus(pause(tries)),
                last);
    }

    /** After so many tries: twice as long each time, up to the longest; somewhere in the second half of it. */
    Duration pause(int tries) {
        int doublings = Math.min(tries - 1, 30);
        double most = Math.min(settings.firstPause().toMillis() * Math.pow(2, doublings), (double)
                settings.longestPause().toMillis());
        return Duration.ofMillis(Math.round(most * (1 + jitter.getAsDouble()) / 2));
    }

    /** The number is put in at the last moment, so that it lies in one place only, sealed. */
    private String body(OrderOutbox.Leased row) {
        if (!settings.phone()) return row.payload();
        var event = (ObjectNode) JsonMapper.shared().readTree(row.payload());
        store.phone(row.orderNo())
                .flatMap(vault::open)
                .ifPresent(phone -> ((ObjectNode) event.path("order")).put("callerPhone", phone));
        return event.toString();
    }

    /** Those that were given up; somebody has to look. */
    public List<Export> dead() {
        return outbox.dead();
    }

    /** How many were given up, as of the last time that something was sent. */
    public int deadCount() {
        return dead;
    }

    /** Sends one of them again; false where it is none of them. */
    public boolean retry(String id, Account account) {
        boolean again = Boolean.TRUE.equals(records.together().execute(_ -> {
            Instant now = clock.instant();
            var order = outbox.retry(id, now);
            order.ifPresent(
                    no -> audit.write(Actor.of(account).did(AuditEvent.Type.ORDER_EXPORT_RETRIED, "order:" + no)));
            return order.isPresent();
        }));
        if (again) wake();
        return again;
    }

    /** Ends, when what is being written is written; what is on its way is sent again by whoever comes next. */
    @Override
    public synchronized void close() {
        closed = true;
        written.release();
        if (webhook != null) webhook.close();
        try {
            if (worker != null && !worker.join(PATIENCE)) LOG.warn("sending work orders did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
