package banshi.channels.orders;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Records;
import banshi.channels.webhook.Courier;
import banshi.channels.webhook.Errand;
import banshi.channels.webhook.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends what happens to work orders to the operator's system (工单推送), as a {@link Courier} does. Thread-safe. */
public final class OrderExport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderExport.class);

    private final OrderSettings.Webhook settings;
    private final Records records;
    private final Outbox outbox;
    private final OrderStore store;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock clock;
    private final Courier courier;

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
        outbox = outbox(records);
        store = new OrderStore(records);
        courier = new Courier("order-export", settings.delivery(), records, outbox, new Sending(), clock, jitter);
    }

    static Outbox outbox(Records records) {
        return new Outbox(records, "order_outbox", "order_no");
    }

    /** Whether there is a system to send to. */
    public boolean isOn() {
        return courier.isOn();
    }

    /** Begins to send, on a thread of its own. */
    public void start() {
        courier.start();
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
        courier.wake();
    }

    int sendDue() throws InterruptedException {
        return courier.sendDue();
    }

    Duration lease() {
        return courier.lease();
    }

    Duration pause(int tries) {
        return courier.pause(tries);
    }

    private final class Sending implements Errand {
        /** The number is put in at the last moment, so that it lies in one place only, sealed. */
        @Override
        public Optional<String> body(Outbox.Leased row) {
            if (!settings.phone()) return Optional.of(row.payload());
            var event = (ObjectNode) JsonMapper.shared().readTree(row.payload());
            store.phone(row.of())
                    .flatMap(vault::open)
                    .ifPresent(phone -> ((ObjectNode) event.path("order")).put("callerPhone", phone));
            return Optional.of(event.toString());
        }

        @Override
        public void arrived(Outbox.Leased row) {
            audit.write(new AuditEvent(
                    AuditEvent.OPERATOR,
                    AuditEvent.NOBODY,
                    AuditEvent.Type.ORDER_EXPORTED,
                    "order:" + row.of(),
                    AuditEvent.Result.DONE));
        }

        @Override
        public void givenUp(Outbox.Leased row, int tries, String failure) {
            LOG.error(
                    "work order {} could not be sent in {} attempts: {}; see /api/v1/desk/orders/exports",
                    row.of(),
                    tries,
                    failure);
        }
    }

    /** Those that were given up, the oldest first; somebody has to look. */
    public List<Export> dead() {
        return outbox.dead().stream().map(Export::of).toList();
    }

    /** How many were given up, as of the last time that something was sent. */
    public int deadCount() {
        return courier.deadCount();
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
    public void close() {
        courier.close();
    }
}
