package banshi.channels.orders;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import banshi.assistant.hotline.AppealType;
import banshi.assistant.language.Masking;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Ratings;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The work orders of a hotline (工单): made of what an agent has confirmed, taken from state to state, linked where they are of one incident. What is done is written down with who did it, in the audit
 * log and, where there is a system to send it to, in the outbox, all of it or nothing. Thread-safe, also together with other servers on the same database; blocks.
 */
public final class WorkOrders {
    private static final int SHOWN_OF_A_NUMBER = 3;

    private final OrderSettings settings;
    private final Records records;
    private final OrderStore store;
    private final Deadlines deadlines;
    private final Acceptance acceptance;
    private final OrderExport export;
    private final AuditLog audit;
    private final Directory directory;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Clock clock;

    /**
     * Of an installation.
     *
     * @param danger whether a sentence tells of somebody who is in danger now
     * @param clock in the city's time zone, by which days are counted
     */
    public WorkOrders(
            OrderSettings settings,
            WorkingCalendar calendar,
            Records records,
            OrderExport export,
            AuditLog audit,
            Directory directory,
            Predicate<String> danger,
            Vault vault,
            Pseudonyms pseudonyms,
            Clock clock) {
        this.settings = settings;
        this.records = records;
        this.export = export;
        this.audit = audit;
        this.directory = directory;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.clock = clock;
        store = new OrderStore(records);
        deadlines = new Deadlines(settings, calendar, clock.getZone());
        acceptance = new Acceptance(danger);
    }

    /** An order, and whether it was made just now. */
    public record Made(WorkOrder order, boolean isNew) {}

    /**
     * Makes an order, or gives the one that was made of the same call.
     *
     * @throws OrderRefusal where none may be made of it; the message says where to go
     */
    public Made create(NewOrder wanted, Account account) {
        acceptance.require(wanted);
        if (wanted.answeredAtOnce()) requireAnswered(wanted);
        var made = together(() -> {
            // the lock on the number also keeps two who confirm the same call apart
            var number = store.number(now().atZone(clock.getZone()).toLocalDate());
            var before = wanted.callId() == null
                    ? null
                    : store.ofCall(wanted.callId()).orElse(null);
            if (before != null) {
                requireSeen(before, account);
                return new Made(before, false);
            }
            var move = wanted.answeredAtOnce() ? OrderMove.ANSWER_AT_ONCE : OrderMove.TAKE_DOWN;
            var now = now();
            var due = wanted.answeredAtOnce() ? null : deadlines.due(wanted.appealType(), wanted.urgency(), now);
            store.insert(columns(number, wanted, move.to(), due, now, account));
            return new Made(begun(number, move, null, now, account), true);
        });
        export.wake();
        return made;
    }

    private static void requireAnswered(NewOrder wanted) {
        if (wanted.appealType() != AppealType.CONSULTATION)
            throw OrderRefusal.incomplete("只有咨询可以当场答复办结；" + wanted.appealType().chinese() + "要派给部门去办");
        if (wanted.answerGiven() == null) throw OrderRefusal.incomplete("当场答复办结，要写上答复了什么");
    }

    private Map<String, @Nullable Object> columns(
            String number, NewOrder wanted, OrderState state, @Nullable Instant due, Instant now, Account account) {
        var phone = wanted.callerPhone();
        boolean whole = phone != null && phone.indexOf('*') < 0;
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("order_no", number);
        columns.put("version", 1);
        columns.put("state", state.word());
        columns.put("source", wanted.source());
        columns.put("call_id", wanted.callId());
        columns.put("received_at", Times.of(now));
        columns.put("agent", account.id());
        columns.put("caller_name", surname(wanted.callerName()));
        columns.put("phone", whole ? vault.seal(String.valueOf(phone)) : null);
        columns.put("phone_masked", phone == null ? null : covered(phone));
        columns.put("caller", whole ? pseudonyms.of("caller\n" + digits(String.valueOf(phone))) : null);
        columns.put("confidential", wanted.confidential());
        columns.put("appeal_type", wanted.appealType().word());
        columns.put("topic_code", wanted.topicCode());
        columns.put("item_code", wanted.itemCode());
        columns.put("title", masked(wanted.title()));
        columns.put("content", masked(wanted.content()));
        columns.put("incident_address", masked(wanted.incidentAddress()));
        columns.put("district", wanted.district());
        columns.put("incident_time", time(wanted.incidentTime()));
        columns.put("urgency", wanted.urgency().word());
        columns.put("related_party", masked(wanted.relatedParty()));
        columns.put("suggested_dept", department(wanted));
        columns.put("co_dept", masked(wanted.coDept()));
        columns.put("due_at", time(due));
        columns.put("answer_given", masked(wanted.answerGiven()));
        columns.put("knowledge_ids", String.join(",", wanted.knowledgeIds()));
        columns.put("summary_source", wanted.summarySource());
        columns.put("confirmed_at", Times.of(now));
        columns.put("reply_at", wanted.answeredAtOnce() ? Times.of(now) : null);
        columns.put("changed_at", Times.of(now));
        return columns;
    }

    /** Whose the matter is, as it is published; otherwise whose the draft says. */
    private @Nullable String department(NewOrder wanted) {
        return wanted.itemCode() == null
                ? masked(wanted.suggestedDept())
                : directory
                        .matter(new MatterId(wanted.itemCode()))
                        .map(Matter::department)
                        .orElseGet(() -> masked(wanted.suggestedDept()));
    }

    /** Reads one that was inserted, and writes down that it was. */
    private WorkOrder begun(String number, OrderMove move, @Nullable String reason, Instant now, Account account) {
        var order = store.find(number).orElseThrow();
        written(order, new OrderStep(1, now, account.id(), move, null, order.state(), reason), account);
        return order;
    }

    private void written(WorkOrder order, OrderStep step, Account account) {
        store.insert(order.orderNo(), step);
        export.write(order, step);
        var type = step.from() == null ? AuditEvent.Type.ORDER_CREATED : AuditEvent.Type.ORDER_CHANGED;
        audit.write(Actor.of(account).did(type, "order:" + order.orderNo()));
    }

    /** Adds what the caller was told later to the order of a call, if there is one; no step of it. */
    public void answered(String callId, String words) {
        together(() -> {
            store.answered(callId, String.valueOf(masked(words)));
            return true;
        });
    }

    /**
     * One.
     *
     * @throws OrderRefusal where there is none of that number for whoever asks
     */
    public WorkOrder open(String orderNo, Account account) {
        var order = store.find(orderNo).orElseThrow(() -> OrderRefusal.unknown(orderNo));
        requireSeen(order, account);
        return order;
    }

    private static void requireSeen(WorkOrder order, Account account) {
        if (!isSeen(order, account)) throw OrderRefusal.unknown(order.orderNo());
    }

    private static boolean isSeen(WorkOrder order, Account account) {
        return !order.confidential() || order.agentId().equals(account.id()) || account.is(Role.SUPERVISOR);
    }

    /** Those of a filter: what is due first where that is asked for, otherwise the newest first. */
    public List<WorkOrder> list(OrderFilter filter, Account account) {
        var now = now();
        return store.list(filter, account.id(), account.is(Role.SUPERVISOR), now, deadlines.soon(now));
    }

    /** What was done with one, in order. */
    public List<OrderStep> steps(WorkOrder order) {
        return store.steps(order.orderNo());
    }

    /**
     * What somebody wants to do (工单操作), having seen a version.
     *
     * @param dueAt until when it is extended
     */
    public record Step(
            int version,
            OrderMove move,
            @Nullable String reason,
            @Nullable String department,
            @Nullable String result,
            @Nullable Instant dueAt) {}

    /**
     * Takes an order a step further.
     *
     * @throws OrderRefusal if it is not of that version any more, in no state for it, or something is missing
     */
    public WorkOrder step(String orderNo, Step step, Account account) {
        return changed(
                orderNo, step.version(), step.move(), step.reason(), account, (order, now) -> said(order, step, now));
    }

    /** What a step changes besides the state. */
    private interface Change {
        Map<String, @Nullable Object> of(WorkOrder order, Instant now);
    }

    private WorkOrder changed(
            String orderNo, int version, OrderMove move, @Nullable String reason, Account account, Change change) {
        var changed = together(() -> {
            var order = open(orderNo, account);
            move.require(order.state(), account.roles());
            var now = now();
            var columns = new LinkedHashMap<String, @Nullable Object>(change.of(order, now));
            columns.put("state", move.to().word());
            return updated(order, version, columns, move, reason, now, account);
        });
        export.wake();
        return changed;
    }

    private WorkOrder updated(
            WorkOrder order,
            int version,
            Map<String, @Nullable Object> columns,
            OrderMove move,
            @Nullable String reason,
            Instant now,
            Account account) {
        var all = new LinkedHashMap<String, @Nullable Object>(columns);
        all.put("changed_at", Times.of(now));
        if (version != order.version() || !store.update(order.orderNo(), version, all)) throw stale();
        var after = store.find(order.orderNo()).orElseThrow();
        var step =
                new OrderStep(after.version(), now, account.id(), move, order.state(), after.state(), masked(reason));
        written(after, step, account);
        return after;
    }

    private static OrderRefusal stale() {
        return OrderRefusal.conflict("这张工单刚被别人改过，您看到的已经不是最新的；请刷新后再做");
    }

    private static Map<String, @Nullable Object> said(WorkOrder order, Step step, Instant now) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        switch (step.move().need()) {
            case NOTHING -> {}
            case REASON -> requireReason(step);
            case REASON_AND_TIME -> {
                requireReason(step);
                var due = step.dueAt();
                if (due == null) throw OrderRefusal.incomplete("延期要写延到什么时候");
                if (!due.isAfter(now) || (order.dueAt() != null && !due.isAfter(order.dueAt())))
                    throw OrderRefusal.incomplete("延期后的时限要晚于现在，也晚于原来的时限");
                columns.put("due_at", Times.of(due));
            }
            case DEPARTMENT -> {
                var department = requireNonNullElse(step.department(), requireNonNullElse(order.suggestedDept(), ""));
                if (department.isBlank()) throw OrderRefusal.incomplete("派单要写派给哪个部门");
                columns.put("department", masked(department));
            }
            case RESULT -> {
                if (step.result() == null) throw OrderRefusal.incomplete("答复要写办理结果");
                columns.put("result", masked(step.result()));
                columns.put("reply_at", Times.of(now));
            }
            case SATISFACTION -> throw OrderRefusal.incomplete("记录评价要写满意度");
        }
        return columns;
    }

    private static void requireReason(Step step) {
        if (step.reason() == null) throw OrderRefusal.incomplete(step.move().chinese() + "要写原因");
    }

    /**
     * What came of asking the citizen (回访结果).
     *
     * @param reopened the new order where he was not satisfied; null where he was
     */
    public record Rated(WorkOrder order, @Nullable WorkOrder reopened) {}

    /**
     * Keeps what the citizen thinks of it. Where he is not satisfied, a new order of the same content begins, which refers to this one.
     *
     * @param satisfaction {@value banshi.channels.records.Ratings#WORST} to {@value banshi.channels.records.Ratings#BEST}; up to {@value banshi.channels.records.Ratings#BAD} is not satisfied
     * @throws OrderRefusal as {@link #step} does
     */
    public Rated rate(String orderNo, int version, int satisfaction, @Nullable String words, Account account) {
        var done = together(() -> {
            var number = satisfaction > Ratings.BAD
                    ? null
                    : store.number(now().atZone(clock.getZone()).toLocalDate());
            var rated = changed(orderNo, version, OrderMove.RATE, null, account, (_, now) -> {
                var columns = new LinkedHashMap<String, @Nullable Object>();
                columns.put("satisfaction", satisfaction);
                columns.put("revisit_at", Times.of(now));
                columns.put("revisit_result", masked(words));
                return columns;
            });
            return new Rated(rated, number == null ? null : reopened(rated, number, words, account));
        });
        export.wake();
        return done;
    }

    private WorkOrder reopened(WorkOrder order, String number, @Nullable String words, Account account) {
        var now = now();
        store.again(order.orderNo(), number, account.id(), now, deadlines.again(now));
        return begun(number, OrderMove.REOPEN, masked(words), now, account);
    }

    /** The order that began because this one's result did not satisfy; null where none did. */
    public @Nullable WorkOrder reopened(WorkOrder order) {
        return store.reopened(order.orderNo()).orElse(null);
    }

    /** Orders that may be of the same incident, the likeliest first; nothing is done about them. */
    public List<Duplicate> duplicates(WorkOrder order, Account account) {
        var around = store
                .around(
                        order,
                        order.receivedAt().minus(settings.sameIncident()),
                        order.receivedAt().plus(settings.sameIncident()))
                .stream()
                .filter(other -> isSeen(other, account))
                .toList();
        return Duplicate.of(order, around);
    }

    /** Orders that somebody has linked to it. */
    public List<WorkOrder> linked(WorkOrder order, Account account) {
        return store.linked(order.orderNo()).stream()
                .filter(other -> isSeen(other, account))
                .toList();
    }

    /**
     * Says that an order is of the incident of another, or, with null, that it is not; both go on.
     *
     * @throws OrderRefusal if it is not of that version any more, or the other is itself linked to one
     */
    public WorkOrder link(String orderNo, int version, @Nullable String other, Account account) {
        var linked = together(() -> {
            if (other != null) store.lock(orderNo, other); // somebody may link them the other way round
            var order = open(orderNo, account);
            if (other != null) requireFirst(order, other, account);
            var columns = new LinkedHashMap<String, @Nullable Object>();
            columns.put("duplicate_of", other);
            var reason = other == null ? "取消关联" : "与 " + other + " 是同一件事";
            return updated(order, version, columns, OrderMove.LINK, reason, now(), account);
        });
        export.wake();
        return linked;
    }

    /** One order of an incident stands for it, so that no links lead in a circle. */
    private void requireFirst(WorkOrder order, String other, Account account) {
        if (other.equals(order.orderNo())) throw OrderRefusal.incomplete("工单不能和自己关联");
        var first = open(other, account).duplicateOf();
        if (first != null) throw OrderRefusal.conflict(other + " 已经关联到 " + first + "，请直接关联 " + first);
        if (!store.linked(order.orderNo()).isEmpty())
            throw OrderRefusal.conflict("已经有工单关联到这一张，请反过来：把 " + other + " 关联到这一张");
    }

    /** What many call about at this moment, for who leads the shift; the most first. */
    public List<Burst> bursts() {
        return store.bursts(now().minus(settings.burstWithin()), settings.burst());
    }

    /** In how long they come that are told as a burst. */
    public Duration burstWithin() {
        return settings.burstWithin();
    }

    private <T> T together(Supplier<T> work) {
        return requireNonNull(records.together().execute(_ -> work.get()));
    }

    /** As a database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Object time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }

    /** Without what tells who somebody is, and without NUL, which PostgreSQL does not take. */
    private static @Nullable String masked(@Nullable String words) {
        return words == null ? null : Masking.masked(words).replace("\0", "");
    }

    private static @Nullable String surname(@Nullable String name) {
        if (name == null) return null;
        var letters = name.codePoints().filter(Character::isLetter).limit(1).toArray();
        return letters.length == 0 ? null : Character.toString(letters[0]) + "**";
    }

    private static String covered(String phone) {
        if (phone.indexOf('*') >= 0) return phone;
        var masked = Masking.masked(phone);
        return masked.equals(phone) ? phone.substring(0, Math.min(SHOWN_OF_A_NUMBER, phone.length())) + "****" : masked;
    }

    private static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }
}
