package banshi.channels.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.Sha256;
import banshi.assistant.hotline.AppealType;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditCheck;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.orders.OrderRefusal.Why;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.channels.web.NoDirectory;
import banshi.channels.webhook.Receiver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database of work orders does. */
abstract class WorkOrdersContract {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private static final Account AGENT = account("agent-1", Role.AGENT);
    private static final Account COLLEAGUE = account("agent-2", Role.AGENT);
    private static final Account LEADER = account("leader", Role.SUPERVISOR);

    private final Secret secret = Secret.random();
    private final Moving clock = new Moving();
    private final Receiver receiver = new Receiver();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private Records records;
    private AuditLog audit;
    private OrderExport export;
    private WorkOrders orders;

    /** Stands still until it is moved. */
    private static final class Moving extends Clock {
        private volatile Instant now =
                LocalDateTime.of(2026, 3, 2, 9, 30).atZone(CITY).toInstant();

        @Override
        public Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return CITY;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static Account account(String id, Role role) {
        return new Account(id, id, id, Set.of(role), true, false, false, false, 1);
    }

    abstract Records open();

    private static String orderNo(Receiver.Got got) {
        return got.json().at("/order/orderNo").stringValue();
    }

    private static int seq(Receiver.Got got) {
        return got.json().at("/step/seq").intValue();
    }

    @BeforeEach
    void start() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        serve(receiver.url(), 3, false);
    }

    /** Another server, with its own settings; the last one is used. */
    private void serve(@Nullable URI url, int attempts, boolean phone) {
        export = another(url, attempts, phone);
        orders = new WorkOrders(
                TestOrders.SETTINGS,
                WorkingCalendar.ours(),
                records,
                export,
                audit,
                new NoDirectory(),
                sentence -> sentence.contains("着火了"),
                new Vault(secret),
                new Pseudonyms(secret),
                clock);
    }

    private OrderExport another(@Nullable URI url, int attempts, boolean phone) {
        var another = new OrderExport(
                TestOrders.webhook(url, attempts, phone), records, new Vault(secret), audit, clock, () -> 1);
        servers.add(another);
        return another;
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        for (var server : servers) server.close();
        records.close();
    }

    private WorkOrder complaint() {
        return orders.create(TestOrders.complaint("路灯不亮", "文三路路灯坏了三天", "文三路100号", "330106"), AGENT)
                .order();
    }

    private static NewOrder ofCall(String call) {
        return TestOrders.order(
                AppealType.HELP,
                call,
                "我叫王小明，身份证丢了",
                "电话13800000000，求助补办",
                null,
                "330106",
                "no-such-matter",
                "13800000000",
                false);
    }

    private WorkOrder step(WorkOrder order, OrderMove move) {
        return orders.step(
                order.orderNo(), new WorkOrders.Step(order.version(), move, "原因", null, "修好了", null), LEADER);
    }

    private WorkOrder closed() {
        var order = complaint();
        for (var move : List.of(OrderMove.DISPATCH, OrderMove.ACCEPT, OrderMove.ANSWER, OrderMove.CLOSE))
            order = step(order, move);
        return order;
    }

    private static Why why(Callable<?> refused) {
        try {
            refused.call();
        } catch (OrderRefusal refusal) {
            return refusal.why();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void keepsWhatWasConfirmedWithoutWhatTellsWhoCalled() {
        var made = orders.create(ofCall("c1"), AGENT);

        var order = orders.open(made.order().orderNo(), AGENT);
        assertThat(made.isNew()).isTrue();
        assertThat(order.orderNo()).isEqualTo("GD20260302-000001");
        assertThat(order.state()).isEqualTo(OrderState.AWAITING);
        assertThat(order.title()).doesNotContain("王小明");
        assertThat(order.content()).doesNotContain("13800000000");
        assertThat(order.callerName()).isEqualTo("王**");
        assertThat(order.callerPhone()).isEqualTo("138****0000");
        assertThat(order.suggestedDept()).isEqualTo("区城管局");
        assertThat(order.dueAt())
                .isEqualTo(LocalDateTime.of(2026, 3, 9, 23, 59, 59).atZone(CITY).toInstant());
        assertThat(order.knowledgeIds()).containsExactly("huji-hukoubu-reissue.materials");
        assertThat(order.agentConfirmedAt()).isEqualTo(clock.instant());
        assertThat(records.sql()
                        .sql("select phone from work_order")
                        .query((row, _) -> row.getBytes("phone"))
                        .single())
                .as("sealed")
                .satisfies(bytes -> assertThat(new Vault(secret).open(bytes)).hasValue("13800000000"));
        assertThat(orders.steps(order)).singleElement().satisfies(step -> {
            assertThat(step.move()).isEqualTo(OrderMove.TAKE_DOWN);
            assertThat(step.from()).isNull();
            assertThat(step.account()).isEqualTo(AGENT.id());
        });
    }

    @Test
    void keepsTheLongestWordsAndTheOddest() throws Exception {
        var odd = "\0\u0001\"\\😀".repeat(600);
        var order = orders.create(TestOrders.complaint("路灯\0", odd, "文三路\0", "330106"), AGENT)
                .order();
        assertThat(orders.open(order.orderNo(), AGENT).content()).isEqualTo(odd.replace("\0", ""));
        assertThat(export.sendDue()).isEqualTo(1);
        assertThat(receiver.got().getFirst().json().at("/order/content").stringValue())
                .isEqualTo(order.content());
    }

    @Test
    void makesOneOrderOfACallHoweverOftenAndAtTheSameTimeItIsConfirmed() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(_ -> (Callable<WorkOrders.Made>) () -> orders.create(ofCall("c1"), AGENT))
                    .toList());
            var numbers = new HashSet<String>();
            int fresh = 0;
            for (var one : made) {
                numbers.add(one.get().order().orderNo());
                if (one.get().isNew()) fresh++;
            }
            assertThat(numbers).hasSize(1);
            assertThat(fresh).isEqualTo(1);
        }
        assertThat(orders.create(ofCall("c2"), AGENT).isNew()).isTrue();
    }

    @Test
    void addsWhatTheCallerWasToldLaterWithoutAStep() {
        var order = orders.create(ofCall("c1"), AGENT).order();
        orders.answered("c1", "已推送一次性告知：补领户口本（短信）");
        orders.answered("c1", "来电 13800000000 也问了");
        orders.answered("no-such-call", "别的");
        var after = orders.open(order.orderNo(), AGENT);
        assertThat(after.answerGiven()).isEqualTo("已推送一次性告知：补领户口本（短信）\n来电 138****0000 也问了");
        assertThat(after.version()).isEqualTo(order.version());
        orders.answered("c1", "长".repeat(4_000));
        assertThat(orders.open(order.orderNo(), AGENT)).isEqualTo(after);
        assertThat(orders.steps(after)).hasSize(1);
    }

    @Test
    void givesEachOrderItsOwnNumberHoweverManyAreMadeAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var made = threads.invokeAll(IntStream.range(0, 60)
                    .mapToObj(_ -> (Callable<WorkOrder>) this::complaint)
                    .toList());
            var numbers = new HashSet<String>();
            for (var one : made) numbers.add(one.get().orderNo());
            assertThat(numbers).hasSize(60).contains("GD20260302-000001", "GD20260302-000060");
        }
        assertThat(audit.verify()).isInstanceOf(AuditCheck.Intact.class);
    }

    @Test
    void beginsAnewEachDayAndNeverGoesBack() {
        complaint();
        clock.pass(Duration.ofHours(14).plusMinutes(29));
        assertThat(complaint().orderNo()).isEqualTo("GD20260302-000002");
        clock.pass(Duration.ofMinutes(2));
        assertThat(complaint().orderNo()).isEqualTo("GD20260303-000001");
        clock.pass(Duration.ofMinutes(-2)); // a server whose clock is behind
        assertThat(complaint().orderNo()).isEqualTo("GD20260303-000002");
    }

    @Test
    void goesFromHandToHandAndKeepsEveryStep() {
        var order = complaint();
        order = orders.step(order.orderNo(), new WorkOrders.Step(1, OrderMove.DISPATCH, null, null, null, null), AGENT);
        assertThat(order.department()).as("as suggested").isEqualTo("区城管局");
        order = orders.step(
                order.orderNo(),
                new WorkOrders.Step(2, OrderMove.RETURN, "不归我们管，找13800000000", null, null, null),
                AGENT);
        order = step(order, OrderMove.REQUEUE);
        order = orders.step(
                order.orderNo(), new WorkOrders.Step(4, OrderMove.DISPATCH, null, "市供电局", null, null), AGENT);
        order = step(order, OrderMove.ACCEPT);
        var due = requireDue(order).plus(Duration.ofDays(3));
        order = orders.step(order.orderNo(), new WorkOrders.Step(6, OrderMove.EXTEND, "要等配件", null, null, due), LEADER);
        assertThat(order.dueAt()).isEqualTo(due);
        order = step(order, OrderMove.RESUME);
        order = step(order, OrderMove.ANSWER);
        assertThat(order.result()).isEqualTo("修好了");
        assertThat(order.replyAt()).isEqualTo(clock.instant());
        order = step(order, OrderMove.CLOSE);

        assertThat(order.department()).isEqualTo("市供电局");
        assertThat(orders.steps(order))
                .extracting(OrderStep::move)
                .containsExactly(
                        OrderMove.TAKE_DOWN,
                        OrderMove.DISPATCH,
                        OrderMove.RETURN,
                        OrderMove.REQUEUE,
                        OrderMove.DISPATCH,
                        OrderMove.ACCEPT,
                        OrderMove.EXTEND,
                        OrderMove.RESUME,
                        OrderMove.ANSWER,
                        OrderMove.CLOSE);
        assertThat(orders.steps(order).get(2).reason()).startsWith("不归我们管").doesNotContain("13800000000");
        assertThat(audit.last(Long.MAX_VALUE, 100))
                .extracting(AuditEntry::type)
                .containsOnly("order-created", "order-changed");
    }

    private static Instant requireDue(WorkOrder order) {
        return requireNonNull(order.dueAt());
    }

    @Test
    void asksForWhatAStepNeeds() {
        var order = step(step(complaint(), OrderMove.DISPATCH), OrderMove.ACCEPT);
        var no = order.orderNo();
        var past = requireDue(order).minus(Duration.ofDays(1));
        for (var step : List.of(
                new WorkOrders.Step(3, OrderMove.RETURN, null, null, null, null),
                new WorkOrders.Step(3, OrderMove.ANSWER, null, null, null, null),
                new WorkOrders.Step(3, OrderMove.EXTEND, "要等配件", null, null, null),
                new WorkOrders.Step(3, OrderMove.EXTEND, null, null, null, past.plus(Duration.ofDays(9))),
                new WorkOrders.Step(3, OrderMove.EXTEND, "要等配件", null, null, past)))
            assertThat(why(() -> orders.step(no, step, LEADER))).as("%s", step).isEqualTo(Why.INCOMPLETE);
        assertThat(why(() -> orders.step(no, new WorkOrders.Step(3, OrderMove.EXTEND, "等", null, null, null), AGENT)))
                .isEqualTo(Why.NOT_ALLOWED);
        assertThat(orders.open(no, AGENT).version()).as("nothing was changed").isEqualTo(3);
        assertThat(orders.steps(order)).hasSize(3);
    }

    @Test
    void whoSawAnOlderVersionIsTold() throws Exception {
        var order = step(complaint(), OrderMove.DISPATCH);
        orders.link(order.orderNo(), 2, null, AGENT);
        assertThatThrownBy(() -> step(order, OrderMove.ACCEPT))
                .isInstanceOf(OrderRefusal.class)
                .hasMessageContaining("刷新");
        var one = orders.open(order.orderNo(), AGENT);
        try (var threads = Executors.newFixedThreadPool(6)) {
            var done = threads.invokeAll(IntStream.range(0, 6)
                    .mapToObj(_ -> (Callable<Boolean>) () -> {
                        try {
                            step(one, OrderMove.ACCEPT);
                            return true;
                        } catch (OrderRefusal refusal) {
                            assertThat(refusal.why()).isEqualTo(Why.CONFLICT);
                            return false;
                        }
                    })
                    .toList());
            int wins = 0;
            for (var each : done) if (each.get()) wins++;
            assertThat(wins).isEqualTo(1);
        }
    }

    @Test
    void whatWasAnsweredOnTheTelephoneIsDone() {
        var order = orders.create(
                        TestOrders.order(
                                AppealType.CONSULTATION, "c1", "问补办户口本", "问要带什么", null, null, null, null, true),
                        AGENT)
                .order();
        assertThat(order.state()).isEqualTo(OrderState.CLOSED);
        assertThat(order.dueAt()).isNull();
        assertThat(order.replyAt()).isEqualTo(clock.instant());
        assertThat(order.answerGiven()).isEqualTo("带身份证去窗口当场补");
        assertThat(orders.steps(order)).extracting(OrderStep::move).containsExactly(OrderMove.ANSWER_AT_ONCE);
        assertThat(why(() -> orders.create(
                        TestOrders.order(AppealType.COMPLAINT, null, "路灯", "不亮", null, null, null, null, true), AGENT)))
                .isEqualTo(Why.INCOMPLETE);
    }

    @Test
    void makesNoOrderOfDanger() {
        assertThat(why(() -> orders.create(TestOrders.complaint("楼下着火了", "快来", null, null), AGENT)))
                .isEqualTo(Why.NOT_ACCEPTED);
        assertThat(orders.list(new OrderFilter(null, false, null, null, null, null, 10), LEADER))
                .isEmpty();
    }

    @Test
    void whoIsNotSatisfiedGetsANewOrder() {
        var order = step(closed(), OrderMove.REVISIT);
        clock.pass(Duration.ofHours(1));
        var rated = orders.rate(order.orderNo(), order.version(), 2, "灯还是不亮，我叫王小明", AGENT);

        assertThat(rated.order().state()).isEqualTo(OrderState.ARCHIVED);
        assertThat(rated.order().satisfaction()).isEqualTo(2);
        assertThat(rated.order().revisitAt()).isEqualTo(clock.instant());
        assertThat(rated.order().revisitResult()).startsWith("灯还是不亮").doesNotContain("王小明");
        var again = requireNonNull(rated.reopened());
        assertThat(again.reopenOf()).isEqualTo(order.orderNo());
        assertThat(again.state()).isEqualTo(OrderState.AWAITING);
        assertThat(again.content()).isEqualTo(order.content());
        assertThat(again.receivedAt()).isEqualTo(clock.instant());
        assertThat(again.dueAt())
                .as("15 working days")
                .isEqualTo(
                        LocalDateTime.of(2026, 3, 23, 23, 59, 59).atZone(CITY).toInstant());
        assertThat(orders.steps(again)).extracting(OrderStep::move).containsExactly(OrderMove.REOPEN);
        assertThat(orders.reopened(order)).isEqualTo(again);
    }

    @Test
    void whoIsSatisfiedIsLeftInPeace() {
        var order = step(closed(), OrderMove.REVISIT);
        var rated = orders.rate(order.orderNo(), order.version(), 3, null, AGENT);
        assertThat(rated.order().state()).isEqualTo(OrderState.ARCHIVED);
        assertThat(rated.reopened()).isNull();
        assertThat(orders.reopened(order)).isNull();
        assertThat(why(() -> orders.rate(order.orderNo(), rated.order().version(), 1, null, AGENT)))
                .as("once")
                .isEqualTo(Why.CONFLICT);
    }

    @Test
    void listsWhatIsAskedFor() {
        var first = complaint();
        var second = orders.create(ofCall("c1"), COLLEAGUE).order();
        var third = step(complaint(), OrderMove.DISPATCH);

        assertThat(numbers(new OrderFilter(null, false, null, null, null, null, 10)))
                .containsExactly(third.orderNo(), second.orderNo(), first.orderNo());
        assertThat(numbers(new OrderFilter(null, false, null, null, null, third.orderNo(), 1)))
                .containsExactly(second.orderNo());
        assertThat(numbers(new OrderFilter(OrderState.DISPATCHED, false, null, null, null, null, 10)))
                .containsExactly(third.orderNo());
        assertThat(numbers(new OrderFilter(null, true, null, null, null, null, 10)))
                .containsExactly(third.orderNo(), first.orderNo());
        assertThat(numbers(new OrderFilter(null, false, null, "no-such-matter", null, null, 10)))
                .containsExactly(second.orderNo());
        assertThat(numbers(new OrderFilter(null, false, null, null, "身份证", null, 10)))
                .containsExactly(second.orderNo());
        assertThat(numbers(new OrderFilter(null, false, null, null, "gd20260302-000003", null, 10)))
                .containsExactly(third.orderNo());
        assertThat(numbers(new OrderFilter(null, false, null, null, "100%_", null, 10)))
                .isEmpty();
    }

    private List<String> numbers(OrderFilter filter) {
        return orders.list(filter, AGENT).stream().map(WorkOrder::orderNo).toList();
    }

    @Test
    void remindsOfWhatIsDue() {
        var soon = new OrderFilter(null, false, OrderFilter.Due.SOON, null, null, null, 10);
        var overdue = new OrderFilter(null, false, OrderFilter.Due.OVERDUE, null, null, null, 10);
        var order = complaint();
        closed();
        assertThat(numbers(soon)).isEmpty();
        clock.pass(Duration.ofDays(4)); // Friday; it is due on Monday
        assertThat(numbers(soon)).containsExactly(order.orderNo());
        assertThat(numbers(overdue)).isEmpty();
        clock.pass(Duration.ofDays(4));
        assertThat(numbers(soon)).isEmpty();
        assertThat(numbers(overdue)).containsExactly(order.orderNo());
        assertThat(order.isOverdueAt(clock.instant())).isTrue();
    }

    @Test
    void aConfidentialOrderIsForWhoTookItDownAndWhoLeadsTheShift() {
        var open = TestOrders.complaint("举报占道经营", "文三路有人占道", "文三路", "330106");
        var order = orders.create(
                        new NewOrder(
                                open.source(),
                                null,
                                open.callerName(),
                                null,
                                true,
                                AppealType.REPORT,
                                null,
                                null,
                                open.title(),
                                open.content(),
                                open.incidentAddress(),
                                open.district(),
                                null,
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                null,
                                List.of(),
                                "agent",
                                true,
                                false),
                        AGENT)
                .order();
        var other = orders.create(open, COLLEAGUE).order();

        assertThat(orders.open(order.orderNo(), AGENT)).isEqualTo(order);
        assertThat(orders.open(order.orderNo(), LEADER)).isEqualTo(order);
        assertThat(why(() -> orders.open(order.orderNo(), COLLEAGUE))).isEqualTo(Why.UNKNOWN);
        assertThat(orders.list(new OrderFilter(null, false, null, null, null, null, 10), COLLEAGUE))
                .containsExactly(other);
        assertThat(orders.duplicates(other, COLLEAGUE)).isEmpty();
        assertThat(orders.duplicates(other, LEADER))
                .extracting(Duplicate::order)
                .containsExactly(order);
        assertThat(why(() -> orders.open("GD20260302-999999", LEADER))).isEqualTo(Why.UNKNOWN);
    }

    @Test
    void linksOrdersOfOneIncidentAndMergesNothing() {
        var first = complaint();
        var second = orders.create(TestOrders.complaint("路灯坏了", "文三路的路灯坏了好几天", "文三路", "330106"), AGENT)
                .order();
        assertThat(orders.duplicates(second, AGENT))
                .extracting(Duplicate::order)
                .containsExactly(first);

        var linked = orders.link(second.orderNo(), 1, first.orderNo(), AGENT);

        assertThat(linked.duplicateOf()).isEqualTo(first.orderNo());
        assertThat(linked.state()).isEqualTo(OrderState.AWAITING);
        assertThat(orders.linked(first, AGENT)).containsExactly(linked);
        assertThat(orders.steps(linked).getLast().reason()).contains(first.orderNo());
        var third = complaint();
        assertThat(why(() -> orders.link(third.orderNo(), 1, second.orderNo(), AGENT)))
                .as("a chain")
                .isEqualTo(Why.CONFLICT);
        assertThat(why(() -> orders.link(first.orderNo(), 1, third.orderNo(), AGENT)))
                .as("a chain, from the other end")
                .isEqualTo(Why.CONFLICT);
        assertThat(why(() -> orders.link(third.orderNo(), 1, third.orderNo(), AGENT)))
                .isEqualTo(Why.INCOMPLETE);
        assertThat(orders.link(second.orderNo(), 2, null, AGENT).duplicateOf()).isNull();
        clock.pass(Duration.ofDays(8));
        assertThat(orders.duplicates(complaint(), AGENT)).as("too long ago").isEmpty();
    }

    @Test
    void linksNoTwoToEachOther() throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                var one = complaint().orderNo();
                var other = complaint().orderNo();
                var done = threads.invokeAll(List.of(() -> isLinked(one, other), () -> isLinked(other, one)));
                assertThat(List.of(done.getFirst().get(), done.getLast().get())).containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private boolean isLinked(String order, String to) {
        try {
            orders.link(order, 1, to, AGENT);
            return true;
        } catch (OrderRefusal refusal) {
            assertThat(refusal.why()).isEqualTo(Why.CONFLICT);
            return false;
        }
    }

    @Test
    void tellsWhatManyCallAbout() {
        for (int i = 0; i < 4; i++) orders.create(ofCall("c" + i), AGENT);
        assertThat(orders.bursts()).isEmpty();
        orders.create(ofCall("c4"), AGENT);
        complaint();
        assertThat(orders.bursts()).containsExactly(new Burst("no-such-matter", "330106", 5, clock.instant()));
        clock.pass(Duration.ofHours(3));
        assertThat(orders.bursts()).isEmpty();
    }

    @Test
    void sendsWhatHappensSignedAndInOrder() throws Exception {
        var order = step(complaint(), OrderMove.DISPATCH);

        assertThat(export.sendDue()).isEqualTo(2);

        assertThat(receiver.got()).extracting(WorkOrdersContract::seq).containsExactly(1, 2);
        var first = receiver.got().getFirst();
        assertThat(first.json().path("event").stringValue()).isEqualTo("order.take-down");
        assertThat(first.json().at("/order/state").stringValue()).isEqualTo("awaiting");
        assertThat(first.json().at("/order/orderNo").stringValue()).isEqualTo(order.orderNo());
        var second = clock.instant().getEpochSecond();
        var sign =
                new Sha256.Key(TestOrders.SECRET.getBytes(UTF_8)).sign((second + "." + first.body()).getBytes(UTF_8));
        assertThat(first.signature())
                .isEqualTo("t=" + second + ",v1=" + HexFormat.of().formatHex(sign));
        assertThat(first.key())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(receiver.got().get(1).key());
        assertThat(export.sendDue()).as("once").isZero();
        assertThat(audit.last(Long.MAX_VALUE, 100))
                .extracting(AuditEntry::type)
                .filteredOn("order-exported"::equals)
                .hasSize(2);
    }

    @Test
    void sendsTheNumberOnlyWhereThatIsSet() throws Exception {
        orders.create(ofCall("c1"), AGENT);
        export.sendDue();
        assertThat(receiver.got().getFirst().json().at("/order/callerPhone").stringValue())
                .isEqualTo("138****0000");
        serve(receiver.url(), 3, true);
        orders.create(ofCall("c2"), AGENT);
        export.sendDue();
        assertThat(receiver.got().getLast().json().at("/order/callerPhone").stringValue())
                .isEqualTo("13800000000");
        assertThat(records.sql()
                        .sql("select payload from order_outbox")
                        .query(String.class)
                        .list())
                .noneMatch(payload -> payload.contains("13800000000"));
    }

    @Test
    void writesNothingWhereThereIsNobodyToSendTo() throws Exception {
        serve(null, 3, false);
        complaint();
        assertThat(records.sql()
                        .sql("select count(*) from order_outbox")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(export.isOn()).isFalse();
    }

    @Test
    void triesAgainAfterPausesThatGrow() throws Exception {
        receiver.answer(500, Receiver.SILENCE, 200);
        var order = step(complaint(), OrderMove.DISPATCH);

        assertThat(export.sendDue()).isZero();
        assertThat(receiver.got()).as("the later one waits for the first").hasSize(1);
        assertThat(export.sendDue()).as("not yet").isZero();
        clock.pass(Duration.ofSeconds(6));
        assertThat(export.sendDue()).as("says nothing").isZero();
        clock.pass(Duration.ofSeconds(6));
        assertThat(export.sendDue()).as("twice as long").isZero();
        assertThat(receiver.got()).hasSize(2);
        clock.pass(Duration.ofSeconds(6));
        assertThat(export.sendDue()).isEqualTo(2);

        assertThat(receiver.got()).extracting(WorkOrdersContract::seq).containsExactly(1, 1, 1, 2);
        assertThat(receiver.got().stream().limit(3).map(Receiver.Got::key).distinct())
                .as("the same key")
                .hasSize(1);
        assertThat(receiver.got().stream().limit(3).map(Receiver.Got::body).distinct())
                .hasSize(1);
        assertThat(receiver.taken()).extracting(WorkOrdersContract::orderNo).containsOnly(order.orderNo());
    }

    @Test
    void somebodyLooksAfterTheLastTry() throws Exception {
        receiver.answer(500, Receiver.HANG_UP, 302);
        var order = step(complaint(), OrderMove.DISPATCH);
        for (int i = 0; i < 4; i++) {
            export.sendDue();
            clock.pass(Duration.ofMinutes(1));
        }

        assertThat(receiver.got())
                .as("three tries, and no more; redirects are not followed")
                .hasSize(3);
        assertThat(export.deadCount()).isEqualTo(1);
        var dead = export.dead().getFirst();
        assertThat(dead.orderNo()).isEqualTo(order.orderNo());
        assertThat(dead.tries()).isEqualTo(3);
        assertThat(dead.failure()).isEqualTo("answered with status 302");
        assertThat(dead.behind()).isEqualTo(1);
        var other = complaint();
        assertThat(export.sendDue()).as("others go on").isEqualTo(1);
        assertThat(receiver.taken()).extracting(WorkOrdersContract::orderNo).containsExactly(other.orderNo());

        assertThat(export.retry("no such", LEADER)).isFalse();
        assertThat(export.retry(dead.id(), LEADER)).isTrue();
        assertThat(export.sendDue()).isEqualTo(2);
        assertThat(export.dead()).isEmpty();
        assertThat(receiver.taken()).extracting(WorkOrdersContract::seq).containsExactly(1, 1, 2);
    }

    @Test
    void nothingIsLostWhereNobodyListens() throws Exception {
        serve(URI.create("http://127.0.0.1:9/orders"), 3, false);
        complaint();
        assertThat(export.sendDue()).isZero();
        serve(receiver.url(), 3, false);
        clock.pass(Duration.ofSeconds(6));
        assertThat(export.sendDue()).isEqualTo(1);
    }

    @Test
    void whatAKilledServerHadTakenIsSentByAnotherLater() throws Exception {
        complaint();
        var outbox = OrderExport.outbox(records);
        var taken = outbox.lease("killed", clock.instant(), export.lease()).orElseThrow();

        assertThat(export.sendDue()).as("it may still be sending").isZero();
        clock.pass(export.lease().plusSeconds(1));
        assertThat(export.sendDue()).isEqualTo(1);
        assertThat(receiver.taken()).extracting(Receiver.Got::key).containsExactly(taken.id());
        assertThat(outbox.sent(taken, "killed", clock.instant()))
                .as("it is not the dead one's any more")
                .isFalse();
    }

    @Test
    void aStepThatFailsTellsNobody() {
        var order = complaint();
        records.sql().sql("delete from audit_head").update(); // so that nothing can be written down
        assertThatThrownBy(() -> step(order, OrderMove.DISPATCH)).isInstanceOf(IllegalStateException.class);
        assertThat(orders.open(order.orderNo(), AGENT)).isEqualTo(order);
        assertThat(records.sql()
                        .sql("select count(*) from order_outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void severalServersSendEachOnceAndInOrder() throws Exception {
        for (int i = 0; i < 12; i++) step(step(complaint(), OrderMove.DISPATCH), OrderMove.ACCEPT);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var sent = threads.invokeAll(IntStream.range(0, 3)
                    .mapToObj(_ -> {
                        var server = another(receiver.url(), 3, false);
                        return (Callable<Integer>) () -> {
                            int all = 0;
                            // what another has in hand is not to be seen as the end
                            while (OrderExport.outbox(records).count("waiting") > 0) all += server.sendDue();
                            return all;
                        };
                    })
                    .toList());
            int all = 0;
            for (var each : sent) all += each.get();
            assertThat(all).isEqualTo(36);
        }
        assertThat(receiver.got().stream().map(Receiver.Got::key)).doesNotHaveDuplicates();
        for (var number : receiver.got().stream()
                .map(WorkOrdersContract::orderNo)
                .distinct()
                .toList())
            assertThat(receiver.got().stream()
                            .filter(got -> orderNo(got).equals(number))
                            .map(WorkOrdersContract::seq))
                    .containsExactly(1, 2, 3);
    }

    @Test
    void sendsByItselfAsSoonAsSomethingIsWritten() {
        export.start();
        complaint();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.taken().size() == 1);
    }

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(List.of(1, 2, 3, 4).stream().map(export::pause))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(export.pause(12)).isEqualTo(Duration.ofHours(1));
        assertThat(export.pause(1_000_000)).isEqualTo(Duration.ofHours(1));
        var early =
                new OrderExport(TestOrders.webhook(null, 3, false), records, new Vault(secret), audit, clock, () -> 0);
        servers.add(early);
        assertThat(early.pause(2)).as("half of it, at the least").isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void deletesWhatIsOverAndOldWithAllThatBelongsToIt() {
        var over = step(closed(), OrderMove.ARCHIVE);
        var open = complaint();
        clock.pass(Duration.ofDays(181));
        var fresh = complaint();
        var turns = new TurnRecords(records, new Pseudonyms(secret), words -> words, clock, new SimpleMeterRegistry());
        try (turns) {
            new Keeping(records, turns, Duration.ofDays(180), clock).deleteOld();
        }
        assertThat(why(() -> orders.open(over.orderNo(), LEADER))).isEqualTo(Why.UNKNOWN);
        assertThat(orders.steps(over)).isEmpty();
        assertThat(orders.open(open.orderNo(), LEADER))
                .as("somebody still waits")
                .isEqualTo(open);
        assertThat(orders.open(fresh.orderNo(), LEADER)).isEqualTo(fresh);
    }
}
