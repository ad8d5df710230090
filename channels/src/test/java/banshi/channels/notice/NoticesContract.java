package banshi.channels.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Sha256;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.notice.NoticeRefusal.Why;
import banshi.channels.notice.OneTimeNotice.Sms;
import banshi.channels.notice.OneTimeNotices.Opened;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Keeping;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.channels.records.TurnRecords;
import banshi.channels.webhook.Outbox;
import banshi.channels.webhook.Receiver;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What every database of one-time notices does, with a system that sends messages over real HTTP. */
abstract class NoticesContract {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private static final String SECRET = "a secret of at least thirty-two characters";
    private static final String NUMBER = "13800001234";
    private static final URI SITE = URI.create("https://ask.example.gov.cn/");
    private static final MatterId MATTER = new MatterId("a-matter");
    private static final Circumstances LOST = new Circumstances(Map.of("reason", "lost"));
    private static final Account AGENT =
            new Account("agent-1", "agent-1", "agent-1", Set.of(Role.AGENT), true, false, false, false, 1);

    private static OneMatter directory;

    private final Secret secret = Secret.random();
    private final Moving clock = new Moving();
    private final Receiver receiver = new Receiver();
    private final List<OneTimeNotice> told = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> servers = new ArrayList<>();
    private Records records;
    private AuditLog audit;
    private OneTimeNotices notices;

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

    abstract Records open();

    @BeforeAll
    static void read() {
        directory = new OneMatter(MATTER.value());
    }

    @BeforeEach
    void start() {
        records = open();
        audit = new AuditLog(records, secret, clock);
        notices = serve(receiver.url(), SITE);
        call("c1", NUMBER);
    }

    private OneTimeNotices serve(@Nullable URI sms, @Nullable URI site) {
        var server = new OneTimeNotices(
                new NoticeSettings(7),
                new SmsSettings(sms, SECRET, 3, Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofMillis(1_500)),
                records,
                directory,
                new Vault(secret, "calls"),
                audit,
                site,
                clock,
                () -> 1);
        server.listen(told::add);
        servers.add(server);
        return server;
    }

    @AfterEach
    void stop() throws Exception {
        receiver.close();
        for (var server : servers) server.close();
        records.close();
    }

    private void call(String id, @Nullable String number) {
        records.sql()
                .sql("insert into hotline_call (id, state, started_at, heard_at, phone, earlier_calls, faults, seqs)"
                        + " values (?, 'talking', ?, ?, ?, 0, 0, '')")
                .param(id)
                .param(Times.of(clock.instant()))
                .param(Times.of(clock.instant()))
                .param(number == null ? null : new Vault(secret, "calls").seal(number))
                .update();
    }

    private OneTimeNotice push(Circumstances known, boolean bySms) {
        return notices.push(new OneTimeNotices.Wanted("c1", MATTER, known), bySms, AGENT)
                .notice();
    }

    private OneTimeNotice text() {
        return push(LOST, true);
    }

    private static NoticeRefusal refusal(Runnable refused) {
        try {
            refused.run();
        } catch (NoticeRefusal refusal) {
            return refusal;
        }
        throw new AssertionError("nothing was refused");
    }

    private NoticeRefusal refusal(OneTimeNotices server, String call, MatterId matter, boolean bySms) {
        return refusal(() -> server.push(new OneTimeNotices.Wanted(call, matter, LOST), bySms, AGENT));
    }

    private String page(OneTimeNotice notice) {
        return ((Opened.Found) notices.open(notice.id())).page().html();
    }

    private List<String> audited() {
        return audit.last(Long.MAX_VALUE, 100).stream()
                .map(AuditEntry::type)
                .filter(type -> type.startsWith("notice"))
                .toList();
    }

    @Test
    void aLinkShowsTheCaseAndNothingOfThePerson() {
        var notice = push(LOST, false);

        assertThat(notice.id()).matches("[A-Za-z0-9_-]{22}");
        assertThat(notice.lastDay()).isEqualTo(LocalDate.of(2026, 3, 9));
        var link = notices.link(notice, null);
        assertThat(link).isEqualTo("https://ask.example.gov.cn/n/" + notice.id());
        assertThat(notices.text(notice, link)).contains("户口", "有效期到3月9日：" + link);
        assertThat(page(notice))
                .contains("户口本丢了", "身份证", "情形{reason=lost}", "不要钱。", "要多少钱", "3月9日")
                .doesNotContain("多久能办好", "c1", "agent-1", NUMBER);
        assertThat(notices.ofCall("c1")).containsExactly(notice);
        assertThat(audited()).containsExactly("notice-pushed");
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void linksAreNotAlike() {
        assertThat(IntStream.range(1, 50).mapToObj(n -> {
                    call("many" + n, null);
                    return notices.push(new OneTimeNotices.Wanted("many" + n, MATTER, LOST), false, AGENT)
                            .notice()
                            .id();
                }))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameMatterHasOneLinkWhichShowsWhatIsKnownByNow() {
        var first = push(Circumstances.NONE, false);
        assertThat(page(first)).contains("一般情况");
        clock.pass(Duration.ofDays(1));
        var second = push(LOST, false);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.lastDay()).isEqualTo(first.lastDay().plusDays(1));
        assertThat(page(first)).contains("户口本丢了");
        assertThat(notices.ofCall("c1")).hasSize(1);
        assertThat(audited()).hasSize(1);
    }

    @Test
    void aLinkIsOverAfterItsLastDay() {
        var notice = push(LOST, false);
        clock.pass(Duration.ofDays(7));
        assertThat(notices.open(notice.id())).isInstanceOf(Opened.Found.class);
        clock.pass(Duration.ofDays(1));
        assertThat(notices.open(notice.id())).isInstanceOf(Opened.Gone.class);
        assertThat(notices.open("A".repeat(22))).isInstanceOf(Opened.Unknown.class);
    }

    @Test
    void aCaseThatTheContentDoesNotKnowIsNotShownAsAnother() {
        var notice = push(LOST, false);
        records.sql().sql("update call_notice set known = 'reason=eaten'").update();
        assertThat(notices.open(notice.id())).isInstanceOf(Opened.Gone.class);
        var wanted = new OneTimeNotices.Wanted("c1", MATTER, new Circumstances(Map.of("no-such-situation", "lost")));
        assertThat(refusal(() -> notices.push(wanted, false, AGENT)).why()).isEqualTo(Why.IMPOSSIBLE);
    }

    @Test
    void refusesWhatCannotBe() {
        call("no-number", null);
        call("landline", "057188889999");
        assertThat(refusal(notices, "no-such-call", MATTER, false).why()).isEqualTo(Why.UNKNOWN);
        assertThat(refusal(notices, "c1", new MatterId("another"), false).why()).isEqualTo(Why.IMPOSSIBLE);
        assertThat(refusal(notices, "no-number", MATTER, true)).hasMessageContaining("不知道来电号码");
        assertThat(refusal(notices, "landline", MATTER, true)).hasMessageContaining("不是手机号");
        assertThat(refusal(serve(null, SITE), "c1", MATTER, true)).hasMessageContaining("没有接短信系统");
        assertThat(refusal(serve(receiver.url(), null), "c1", MATTER, true)).hasMessageContaining("网址");
        assertThat(notices.ofCall("c1")).isEmpty();
        assertThat(audited()).isEmpty();
    }

    @Test
    void aMessageGoesOutOnceSignedAndWithTheNumber() throws Exception {
        var notice = text();
        assertThat(notice.sms()).isEqualTo(Sms.WAITING);
        assertThat(text().sms()).isEqualTo(Sms.WAITING);
        assertThat(push(LOST, false).sms()).isEqualTo(Sms.WAITING);

        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(text().sms()).isEqualTo(Sms.SUBMITTED);
        assertThat(notices.sendDue()).as("once").isZero();

        assertThat(receiver.got()).hasSize(1);
        var sent = receiver.got().getFirst();
        var link = notices.link(notice, null);
        assertThat(sent.json().path("phone").stringValue()).isEqualTo(NUMBER);
        assertThat(sent.json().path("link").stringValue()).isEqualTo(link);
        assertThat(sent.json().path("text").stringValue()).isEqualTo(notices.text(notice, link));
        assertThat(sent.json().path("validUntil").stringValue()).isEqualTo("2026-03-09");
        var second = clock.instant().getEpochSecond();
        var sign = new Sha256.Key(SECRET.getBytes(UTF_8)).sign((second + "." + sent.body()).getBytes(UTF_8));
        assertThat(sent.signature())
                .isEqualTo("t=" + second + ",v1=" + HexFormat.of().formatHex(sign));
        assertThat(told).extracting(OneTimeNotice::sms).containsExactly(Sms.SUBMITTED);
        assertThat(audited()).containsExactlyInAnyOrder("notice-pushed", "notice-texted");
        assertThat(notices.said("c1")).isEqualTo("已推送一次性告知：" + notices.name(notice) + "（短信）");
    }

    @Test
    void aLinkThatWasShownIsSentWhenThatIsAskedForLater() throws Exception {
        var shown = push(LOST, false);
        assertThat(text().id()).isEqualTo(shown.id());
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(audited()).filteredOn("notice-pushed"::equals).hasSize(2);
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameKeyAndThenTold() throws Exception {
        receiver.answer(500, Receiver.HANG_UP, 302);
        text();
        for (int i = 0; i < 4; i++) {
            assertThat(notices.sendDue()).isZero();
            clock.pass(Duration.ofSeconds(21));
        }
        assertThat(receiver.got()).as("three tries, and no more").hasSize(3);
        assertThat(told).extracting(OneTimeNotice::sms).containsExactly(Sms.FAILED);
        assertThat(notices.ofCall("c1")).extracting(OneTimeNotice::sms).containsExactly(Sms.FAILED);
        assertThat(notices.failedCount()).isEqualTo(1);
        assertThat(notices.said("c1")).endsWith("（短信未送达）");

        assertThat(text().sms()).as("the agent tries again").isEqualTo(Sms.WAITING);
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(receiver.got().stream().map(Receiver.Got::key).distinct()).hasSize(1);
        assertThat(told).extracting(OneTimeNotice::sms).containsExactly(Sms.FAILED, Sms.SUBMITTED);
    }

    @Test
    void aPauseIsWaitedFor() throws Exception {
        receiver.answer(503);
        text();
        assertThat(notices.sendDue()).isZero();
        assertThat(notices.sendDue()).as("not yet").isZero();
        assertThat(receiver.got()).hasSize(1);
        clock.pass(Duration.ofSeconds(6));
        assertThat(notices.sendDue()).isEqualTo(1);
    }

    @Test
    void whatAKilledServerHadTakenIsSentByAnother() throws Exception {
        text();
        var outbox = new Outbox(records, "notice_outbox", "notice");
        var taken = outbox.lease("killed", clock.instant(), notices.lease()).orElseThrow();
        assertThat(notices.sendDue()).as("it may still be sending").isZero();
        clock.pass(notices.lease().plusSeconds(1));
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(receiver.taken()).extracting(Receiver.Got::key).containsExactly(taken.id());
    }

    @Test
    void sendsByItselfAsSoonAsItIsAsked() {
        notices.start();
        text();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> receiver.taken().size() == 1);
    }

    @Test
    void pushedByManyAtOnceItGoesOutOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(IntStream.range(0, 8)
                    .mapToObj(_ -> (Callable<OneTimeNotice>) this::text)
                    .toList())) done.get();
        }
        assertThat(notices.ofCall("c1")).hasSize(1);
        assertThat(notices.sendDue()).isEqualTo(1);
        assertThat(receiver.got()).hasSize(1);
    }

    @Test
    void theNumberStandsNowhereButSealedAndIsNeverLogged() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            receiver.answer(500, 500, 500);
            text();
            for (int i = 0; i < 3; i++) {
                notices.sendDue();
                clock.pass(Duration.ofSeconds(21));
            }
        } finally {
            log.detachAppender(lines);
        }
        assertThat(receiver.got()).allMatch(got -> got.body().contains(NUMBER));
        assertThat(lines.list).isNotEmpty();
        assertThat(lines.list)
                .noneMatch(line -> line.getFormattedMessage().contains(NUMBER) || line.getThrowableProxy() != null);
        for (var column : List.of("payload", "failure"))
            assertThat(records.sql()
                            .sql("select " + column + " from notice_outbox")
                            .query(String.class)
                            .list())
                    .hasSize(1)
                    .noneMatch(text -> text.contains(NUMBER));
    }

    @Test
    void whereTheNumberCannotBeOpenedAnyMoreNothingIsSent() throws Exception {
        text();
        records.sql().sql("update hotline_call set phone = null").update();
        assertThat(notices.sendDue()).isZero();
        assertThat(receiver.got()).isEmpty();
        assertThat(told).extracting(OneTimeNotice::sms).containsExactly(Sms.FAILED);
    }

    @Test
    void goesWithItsCall() {
        var notice = text();
        clock.pass(Duration.ofDays(181));
        var turns = new TurnRecords(records, new Pseudonyms(secret), words -> words, clock, new SimpleMeterRegistry());
        try (turns) {
            new Keeping(records, turns, Duration.ofDays(180), clock).deleteOld();
        }
        assertThat(notices.open(notice.id())).isInstanceOf(Opened.Unknown.class);
        assertThat(records.sql()
                        .sql("select count(*) from notice_outbox")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
