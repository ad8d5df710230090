package banshi.channels.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.DeskFrame.Colleague;
import banshi.channels.orders.OrderExport;
import banshi.channels.orders.TestOrders;
import banshi.channels.orders.WorkOrders;
import banshi.channels.orders.WorkingCalendar;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.records.TurnRecords;
import banshi.channels.shift.ReviewRefusal.Why;
import banshi.channels.shift.Reviews.Finding;
import banshi.channels.shift.ShiftBoard.Alert;
import banshi.channels.shift.ShiftBoard.Hour;
import banshi.channels.shift.ShiftBoard.OpenCall;
import banshi.channels.web.NoDirectory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is counted and judged of calls, on every database. */
abstract class ShiftContract {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    /** A Monday. */
    private static final Instant NOW =
            LocalDateTime.of(2026, 3, 2, 10, 30).atZone(CITY).toInstant();

    private static final String MATTER = "huji-hukoubu-reissue";
    private static final String OTHER = "idcard-replace";
    private static final String DISTRICT = "330106";

    private final Secret secret = Secret.random();
    private final Moving clock = new Moving();
    private List<Colleague> present = List.of();
    private Records records;
    private AuditLog audit;
    private ShiftBoard board;
    private CallLog log;
    private Reviews reviews;
    private Account agent;
    private Account colleague;
    private Account leader;

    /** Stands still until it is moved. */
    private static final class Moving extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
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

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        var export = new OrderExport(TestOrders.SETTINGS.webhook(), records, new Vault(secret), audit, clock, () -> 1);
        var orders = new WorkOrders(
                TestOrders.SETTINGS,
                WorkingCalendar.ours(),
                records,
                export,
                audit,
                new NoDirectory(),
                _ -> false,
                new Vault(secret),
                new Pseudonyms(secret),
                clock);
        board = new ShiftBoard(records, () -> present, orders, new NoDirectory(), clock);
        log = new CallLog(records, clock);
        reviews = new Reviews(
                records, audit, Checklist.ours(), JsonMapper.builder().build(), clock);
        agent = account("li.ming", "李明", Role.AGENT);
        colleague = account("wang.fang", "王芳", Role.AGENT);
        leader = account("zhao.lei", "赵磊", Role.SUPERVISOR);
    }

    @AfterEach
    void stop() {
        records.close();
    }

    private Account account(String name, String displayName, Role role) {
        // not through Accounts, which take their time with a password
        insert(
                "account (id, name, display_name, roles, password_to_change, totp_step, locked, generation, created_at)",
                "id-" + name,
                name,
                displayName,
                role.word(),
                false,
                0,
                false,
                1,
                time(NOW));
        return new Account("id-" + name, name, displayName, Set.of(role), true, false, false, false, 1);
    }

    // what lies in the database

    private static @Nullable Object time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }

    private void insert(String into, @Nullable Object... values) {
        records.sql()
                .sql("insert into " + into + " values (" + "?, ".repeat(values.length - 1) + "?)")
                .params(Arrays.asList(values))
                .update();
    }

    private void call(
            String id,
            String state,
            @Nullable Account has,
            Instant started,
            @Nullable Instant taken,
            @Nullable Instant ended,
            @Nullable Instant closed,
            @Nullable String district) {
        insert(
                "hotline_call (id, state, agent, district, started_at, taken_at, ended_at, closed_at, heard_at, earlier_calls, faults, seqs)",
                id,
                state,
                has == null ? null : has.id(),
                district,
                time(started),
                time(taken),
                time(ended),
                time(closed),
                time(ended == null ? started : ended),
                0,
                0,
                "");
    }

    /** One that is over: taken after so many seconds, and done after so many. */
    private void done(String id, Account has, Instant started, long taken, long handled) {
        var closed = started.plusSeconds(handled);
        call(id, "closed", has, started, started.plusSeconds(taken), closed.minusSeconds(20), closed, DISTRICT);
    }

    private void card(String call, int number, String kind, @Nullable String matter, Instant shown, String card) {
        insert(
                "hotline_suggestion (call, number, kind, about, words, matter, card, shown_at)",
                call,
                number,
                kind,
                kind + number,
                "w" + number,
                matter,
                card,
                time(shown));
    }

    private void answer(String call, String matter, Instant shown) {
        card(call, 1, "answer", matter, shown, "{}");
    }

    private void feedback(String call, int number, String action, @Nullable Integer edits) {
        insert(
                "hotline_feedback (call, suggestion, account, action, displayed_ms, edits, given_at)",
                call,
                number,
                agent.id(),
                action,
                500,
                edits,
                time(NOW));
    }

    private void said(String call, int number, String speaker, String text) {
        insert(
                "hotline_utterance (call, id, number, seq, speaker, said, is_final)",
                call,
                "u" + number,
                number,
                number,
                speaker,
                text,
                true);
    }

    private static Instant ago(long minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    // the board

    @Test
    void nothingHasHappened() {
        var looked = board.look();
        assertThat(looked.now()).isEqualTo(new ShiftBoard.Now(0, 0, null, 0, null, List.of()));
        assertThat(looked.today().handling()).isEqualTo(new ShiftBoard.Lengths(0, null, null));
        assertThat(looked.today().cards().rate()).isNull();
        assertThat(looked.hours()).hasSize(11).allMatch(hour -> hour.calls() == 0);
        assertThat(looked.needs()).isEmpty();
        assertThat(looked.alerts()).isEmpty();
    }

    @Test
    void tellsWhoWaitsAndWhoIsThere() {
        call("waits", "ringing", null, NOW.minusSeconds(90), null, null, null, null);
        call("waits-less", "talking", null, NOW.minusSeconds(30), null, null, null, null);
        call("talks", "talking", agent, ago(4), ago(4), null, null, null);
        call("papers", "wrapup", agent, ago(20), ago(20), ago(10), null, null);
        call("forgotten", "talking", colleague, ago(300), ago(300), null, null, null);
        done("over", agent, ago(60), 5, 100);
        insert(
                "handoff (id, conversation, channel, state, asked_at, messages)",
                "h1",
                "p1",
                "web",
                "waiting",
                time(ago(3)),
                0);
        insert(
                "handoff (id, conversation, channel, state, asked_at, messages)",
                "h2",
                "p2",
                "web",
                "taken",
                time(ago(9)),
                0);
        present = List.of(new Colleague(agent.id(), "李明", "ready"), new Colleague(colleague.id(), "王芳", "away"));
        var now = board.look().now();
        assertThat(now.open()).isEqualTo(4);
        assertThat(now.waiting()).isEqualTo(2);
        assertThat(now.longestWait()).isEqualTo(90);
        assertThat(now.handoffs()).isEqualTo(1);
        assertThat(now.longestHandoff()).isEqualTo(180);
        assertThat(now.agents())
                .containsExactly(
                        new ShiftBoard.Agent(
                                agent.id(),
                                "李明",
                                "ready",
                                List.of(
                                        new OpenCall("papers", "wrapup", ago(20)),
                                        new OpenCall("talks", "talking", ago(4)))),
                        new ShiftBoard.Agent(colleague.id(), "王芳", "away", List.of()));
    }

    @Test
    void countsTodayAndTheLastHour() {
        for (int i = 1; i <= 10; i++) {
            done("c" + i, agent, ago(120), i, 100L * i);
            answer("c" + i, MATTER, ago(119));
        }
        done("late", agent, ago(30), 7, 60);
        call("nobody", "closed", null, ago(40), null, ago(39), ago(39), null);
        call("papers", "wrapup", agent, ago(20), ago(20), ago(10), null, null);
        call("goes-on", "talking", agent, ago(2), ago(2), null, null, null);
        done("yesterday", agent, ago(11 * 60), 1, 9_999);
        // as it was kept before we wrote down when it was taken and done
        call("before", "closed", agent, ago(180), null, ago(179), null, null);
        answer("before", MATTER, ago(180));
        var looked = board.look();
        var today = looked.today();
        assertThat(today.calls()).isEqualTo(15);
        assertThat(today.taken()).isEqualTo(14);
        assertThat(today.unanswered()).isEqualTo(3); // late, nobody, papers
        assertThat(today.handling()).isEqualTo(new ShiftBoard.Lengths(12, 400L, 900L));
        assertThat(today.untilTaken()).isEqualTo(new ShiftBoard.Lengths(13, 5L, 9L));
        assertThat(looked.lastHour().calls()).isEqualTo(4);
        assertThat(looked.lastHour().handling()).isEqualTo(new ShiftBoard.Lengths(1, 60L, 60L));
        assertThat(looked.hours())
                .hasSize(11)
                .filteredOn(hour -> hour.calls() > 0)
                .containsExactly(new Hour(7, 1), new Hour(8, 10), new Hour(9, 1), new Hour(10, 3));
    }

    @Test
    void countsWhatAgentsMadeOfWordsToBeSaid() {
        done("c1", agent, ago(50), 1, 60);
        card("c1", 1, "answer", MATTER, ago(49), "{}");
        card("c1", 2, "answer", OTHER, ago(48), "{}");
        card("c1", 3, "phrase", null, ago(47), "{}");
        card("c1", 4, "ask", MATTER, ago(47), "{}");
        card("c1", 5, "answer", MATTER, ago(46), "{}");
        feedback("c1", 1, "copied", null);
        feedback("c1", 1, "adopted", null);
        feedback("c1", 2, "edited", 12);
        feedback("c1", 3, "rejected", null);
        feedback("c1", 4, "adopted", null);
        var cards = board.look().today().cards();
        assertThat(cards).isEqualTo(new ShiftBoard.Cards(4, 1, 1, 1, 1, 0.5, 12));
    }

    @Test
    void tellsWhatMostCallersWantedByTheHourInWhichTheyCalled() {
        done("c1", agent, ago(130), 1, 60);
        done("c2", agent, ago(10), 1, 60);
        done("c3", agent, ago(5), 1, 60);
        done("yesterday", agent, ago(11 * 60), 1, 60);
        answer("c1", MATTER, ago(129));
        answer("c2", MATTER, ago(9));
        card("c2", 2, "answer", MATTER, ago(8), "{}"); // the same once more
        answer("c3", OTHER, ago(4));
        card("c3", 2, "ask", MATTER, ago(4), "{}");
        answer("yesterday", OTHER, ago(11 * 60));
        feedback("c2", 1, "adopted", null);
        feedback("c2", 2, "edited", 3);
        assertThat(board.look().needs())
                .containsExactly(
                        new ShiftBoard.Need(MATTER, null, 2, 1, List.of(new Hour(8, 1), new Hour(10, 1))),
                        new ShiftBoard.Need(OTHER, null, 1, 0, List.of(new Hour(10, 1))));
    }

    private void about(String id, int daysAgo, long minutes, @Nullable String district) {
        var started = NOW.minus(Duration.ofDays(daysAgo)).minus(Duration.ofMinutes(minutes));
        call(id, "closed", agent, started, started, started, started, district);
        answer(id, MATTER, started);
    }

    @Test
    void tellsOfMoreCallsThanAreUsualInTheseHours() {
        for (int i = 0; i < 6; i++) about("now" + i, 0, 10 + i, DISTRICT);
        card("now0", 2, "answer", MATTER, ago(9), "{}"); // the same call
        for (int i = 0; i < 4; i++) about("elsewhere" + i, 0, 10, "330110");
        about("now-early", 0, 125, DISTRICT);
        for (int day = 1; day <= 3; day++) about("then" + day, day, 30, DISTRICT); // four days had no calls at all
        about("then-twice", 1, 100, DISTRICT);
        about("then-later", 1, -30, DISTRICT);
        assertThat(board.look().alerts())
                .containsExactly(new Alert("calls", MATTER, null, DISTRICT, 6, 1.3, 120, ago(10)));
    }

    @Test
    void isQuietWhereThatManyAreUsualOrTheyAreFew() {
        for (int day = 0; day <= 7; day++)
            for (int i = 0; i < 6; i++) about("c" + day + "-" + i, day, 10 + i, DISTRICT);
        for (int i = 0; i < 4; i++) about("few" + i, 0, 10, null);
        assertThat(board.look().alerts()).isEmpty();
        about("few4", 0, 5, null);
        clock.now = NOW.plus(ShiftBoard.FRESH);
        assertThat(board.look().alerts())
                .extracting(Alert::district, Alert::count, Alert::usual)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(null, 5L, 0.0));
    }

    @Test
    void asksTheDatabaseNoOftenerThanOnceInAWhile() {
        var first = board.look();
        call("c1", "ringing", null, NOW, null, null, null, null);
        clock.now = NOW.plus(ShiftBoard.FRESH).minusMillis(1);
        assertThat(board.look()).isSameAs(first);
        clock.now = NOW.plus(ShiftBoard.FRESH);
        assertThat(board.look().now().waiting()).isEqualTo(1);
    }

    // the list

    private List<String> listed(CallFilter filter, Account account) {
        return log.list(filter, account).stream().map(CallLog.Row::callId).toList();
    }

    @Test
    void listsOnesOwnAndForSupervisorsAll() {
        done("mine", agent, ago(10), 1, 60);
        done("hers", colleague, ago(20), 1, 60);
        call("nobody", "ringing", null, ago(1), null, null, null, null);
        done("yesterday", agent, ago(11 * 60), 1, 60);
        answer("mine", MATTER, ago(9));
        var filter = CallFilter.ALL;
        assertThat(listed(filter, leader)).containsExactly("nobody", "mine", "hers", "yesterday");
        assertThat(listed(filter, agent)).containsExactly("mine", "yesterday");
        assertThat(listed(new CallFilter(colleague.id(), null, false, null, null), agent))
                .containsExactly("mine", "yesterday");
        assertThat(listed(new CallFilter(colleague.id(), null, false, null, null), leader))
                .containsExactly("hers");
        assertThat(listed(new CallFilter(null, LocalDate.of(2026, 3, 2), false, null, null), agent))
                .containsExactly("mine");
        assertThat(listed(new CallFilter(null, null, true, null, null), leader)).containsExactly("hers", "yesterday");
        assertThat(listed(new CallFilter(null, null, false, null, "mine"), leader))
                .containsExactly("hers", "yesterday");
        assertThat(log.list(filter, agent).getFirst())
                .extracting(CallLog.Row::agentName, CallLog.Row::answered, CallLog.Row::failed)
                .containsExactly("李明", true, null);
        assertThat(log.agents(leader)).extracting(CallLog.Agent::displayName).containsExactlyInAnyOrder("李明", "王芳");
        assertThat(log.agents(agent)).extracting(CallLog.Agent::id).containsExactly(agent.id());
    }

    // the checklist

    private List<Finding> findings(Mark mark) {
        return reviews.points().stream()
                .map(point -> new Finding(point, mark, null))
                .toList();
    }

    private Reviews.Line line(Reviews.Sheet sheet, String point) {
        return sheet.points().stream()
                .filter(line -> line.id().equals(point))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsWhatTheTranscriptShowsByItself() {
        done("c1", agent, ago(30), 1, 60);
        said("c1", 1, "agent", "您好市民热线");
        said("c1", 2, "caller", "你好保证能办吗电话是138****0000");
        said("c1", 3, "agent", "您要带居民户口簿和申请书");
        said("c1", 4, "agent", "还有居民身份证");
        said("c1", 5, "agent", "电话是138****0000对吧肯定能办下来");
        said("c1", 6, "agent", "请问您户口在杭州吗");
        said("c1", 7, "agent", "好的再见");
        card("c1", 1, "answer", MATTER, ago(29), """
                {"materials":[{"id":"m1","name":"居民身份证（原件）","required":true},{"id":"m2","name":"居民户口簿","required":true},
                {"id":"m3","name":"照片","required":false}]}""");
        feedback("c1", 1, "edited", 2);
        var sheet = reviews.open("c1", leader);
        assertThat(sheet.version()).isZero();
        assertThat(sheet.points()).extracting(Reviews.Line::id).containsExactlyElementsOf(reviews.points());
        assertThat(sheet.points()).extracting(Reviews.Line::mark).containsOnlyNulls();
        assertThat(line(sheet, "opening").automatic()).isEqualTo(new Reviews.Automatic(Mark.YES, List.of("u1"), null));
        assertThat(line(sheet, "place").automatic()).isEqualTo(new Reviews.Automatic(Mark.YES, List.of("u6"), null));
        assertThat(line(sheet, "listening").automatic()).isNull();
        assertThat(line(sheet, "basis").automatic()).isEqualTo(new Reviews.Automatic(Mark.YES, List.of(), "s1"));
        assertThat(line(sheet, "once").automatic())
                .isEqualTo(new Reviews.Automatic(Mark.YES, List.of("u4", "u3"), "s1"));
        assertThat(line(sheet, "promise").automatic()).isEqualTo(new Reviews.Automatic(Mark.NO, List.of("u5"), null));
        assertThat(line(sheet, "privacy").automatic()).isEqualTo(new Reviews.Automatic(Mark.NO, List.of("u5"), null));
        assertThat(line(sheet, "closing").automatic()).isEqualTo(new Reviews.Automatic(Mark.YES, List.of("u7"), null));
    }

    @Test
    void saysNothingOfWhatIsNotThere() {
        done("c1", agent, ago(30), 1, 60);
        for (int i = 1; i <= 4; i++) said("c1", i, "agent", "嗯");
        said("c1", 5, "agent", "您好带居民户口簿"); // late, and not all of it
        for (int i = 6; i <= 8; i++) said("c1", i, "agent", "好");
        card("c1", 1, "answer", MATTER, ago(29), """
                {"materials":[{"id":"m1","name":"居民身份证","required":true},{"id":"m2","name":"居民户口簿","required":true}]}""");
        card("c1", 2, "answer", OTHER, ago(29), "of another version");
        assertThat(reviews.open("c1", leader).points())
                .extracting(Reviews.Line::automatic)
                .containsOnlyNulls();
    }

    @Test
    void whatSomebodyFindsCountsAndItsAgentReadsIt() {
        done("c1", agent, ago(30), 1, 60);
        said("c1", 1, "agent", "您好");
        var found = findings(Mark.YES).stream()
                .map(one ->
                        one.point().equals("opening") ? new Finding("opening", Mark.NO, "没有报热线，来电人电话13800000000") : one)
                .toList();
        var judged = reviews.review("c1", 0, found, "整体不错", leader);
        assertThat(judged.version()).isEqualTo(1);
        var read = reviews.open("c1", agent);
        assertThat(read.mayReview()).isFalse();
        assertThat(read.reviewer()).isEqualTo("赵磊");
        assertThat(read.reviewedAt()).isEqualTo(NOW);
        assertThat(read.remark()).isEqualTo("整体不错");
        assertThat(line(read, "opening").mark()).isEqualTo(Mark.NO);
        assertThat(line(read, "opening").remark()).isEqualTo("没有报热线，来电人电话138****0000");
        assertThat(line(read, "opening").automatic()).isNotNull();
        assertThat(line(read, "closing").mark()).isEqualTo(Mark.YES);
        assertThat(audit.last(Long.MAX_VALUE, 1))
                .extracting(AuditEntry::account, AuditEntry::type, AuditEntry::object)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("zhao.lei", "call-reviewed", "call:c1"));

        assertThat(reviews.review("c1", 1, findings(Mark.NA), null, leader).version())
                .isEqualTo(2);
        assertThat(reviews.open("c1", leader).points())
                .extracting(Reviews.Line::mark)
                .containsOnly(Mark.NA);
        done("c2", agent, ago(20), 1, 60);
        assertThat(listed(new CallFilter(null, null, false, true, null), leader))
                .containsExactly("c1");
        assertThat(listed(new CallFilter(null, null, false, false, null), leader))
                .containsExactly("c2");
    }

    private void assertRefused(Why why, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ReviewRefusal.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(why));
    }

    @Test
    void refusesWhoMayNotAndWhatIsStale() {
        done("c1", agent, ago(30), 1, 60);
        call("goes-on", "talking", agent, ago(2), ago(2), null, null, null);
        done("leaders", leader, ago(30), 1, 60);
        var all = findings(Mark.YES);
        assertRefused(Why.UNKNOWN, () -> reviews.open("nothing", leader));
        assertRefused(Why.UNKNOWN, () -> reviews.open("c1", colleague));
        assertRefused(Why.UNKNOWN, () -> reviews.review("c1", 0, all, null, colleague));
        assertRefused(Why.NOT_ALLOWED, () -> reviews.review("c1", 0, all, null, agent));
        assertRefused(Why.NOT_ALLOWED, () -> reviews.review("leaders", 0, all, null, leader));
        assertRefused(Why.CONFLICT, () -> reviews.review("goes-on", 0, all, null, leader));
        assertRefused(Why.CONFLICT, () -> reviews.review("c1", 1, all, null, leader));
        reviews.review("c1", 0, all, null, leader);
        assertRefused(Why.CONFLICT, () -> reviews.review("c1", 0, findings(Mark.NO), null, leader));
        assertThat(reviews.open("c1", leader).points())
                .extracting(Reviews.Line::mark)
                .containsOnly(Mark.YES);
        assertThatThrownBy(() -> reviews.review("c1", 1, all.subList(1, all.size()), null, leader))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesWithItsCall() {
        done("c1", agent, ago(30), 1, 60);
        reviews.review("c1", 0, findings(Mark.YES), null, leader);
        try (var turns =
                new TurnRecords(records, new Pseudonyms(secret), words -> words, clock, new SimpleMeterRegistry())) {
            var later = Clock.offset(clock, Duration.ofDays(181));
            assertThat(new Keeping(records, turns, Duration.ofDays(180), later).deleteOld())
                    .isEqualTo(1);
        }
        for (var table : List.of("call_review", "call_review_point"))
            assertThat(records.sql()
                            .sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
    }
}
