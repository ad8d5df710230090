package banshi.channels.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.channels.audit.AuditCheck.Broken;
import banshi.channels.audit.AuditCheck.Fault;
import banshi.channels.audit.AuditCheck.Intact;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log does on every database. */
abstract class AuditLogContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123456Z");

    private final Secret secret = new Secret("0123456789abcdef0123456789abcdef");
    private Records records;
    private AuditLog log;

    abstract Records open();

    @BeforeEach
    void start() {
        records = open();
        log = at(NOW);
    }

    @AfterEach
    void stop() {
        records.close();
    }

    private AuditLog at(Instant now) {
        return new AuditLog(records, secret, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static AuditEvent event(int number) {
        return new AuditEvent(
                "li.ming", "editor,agent", AuditEvent.Type.EDIT, "matter:m-" + number, AuditEvent.Result.DONE);
    }

    private void write(int rows) {
        for (int i = 1; i <= rows; i++) log.write(event(i));
    }

    private void sql(String statement) {
        records.sql().sql(statement).update();
    }

    @Test
    void tellsWhatWasDone() {
        write(3);

        assertThat(log.last(Long.MAX_VALUE, 2))
                .extracting(AuditEntry::object)
                .containsExactly("matter:m-3", "matter:m-2");
        assertThat(log.last(2, 9)).extracting(AuditEntry::seq).containsExactly(1L);
        assertThat(log.after(1, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.at()).isEqualTo("2026-11-21T08:00:00.123Z");
            assertThat(entry.account()).isEqualTo("li.ming");
            assertThat(entry.role()).isEqualTo("editor,agent");
            assertThat(entry.type()).isEqualTo("edit");
            assertThat(entry.result()).isEqualTo("done");
        });
    }

    @Test
    void isIntactAsItWasWritten() {
        assertThat(log.verify()).isEqualTo(new Intact(1, 0, AuditEntry.BEGINNING));
        write(1_005); // more than are read at once

        var end = log.last(Long.MAX_VALUE, 1).getFirst();
        assertThat(log.verify()).isEqualTo(new Intact(1, 1_005, end.hash()));
    }

    @ParameterizedTest(name = "{0}: row {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            update audit_entry set object = 'matter:other' where seq = 3                                   | 3 | CHANGED
            update audit_entry set account = 'wang.fang' where seq = 1                                     | 1 | CHANGED
            update audit_entry set type = 'what nobody does' where seq = 6                                 | 6 | CHANGED
            update audit_entry set at_millis = at_millis + 1 where seq = 6                                 | 6 | CHANGED
            update audit_entry set hash = '00' where seq = 4                                               | 4 | CHANGED
            delete from audit_entry where seq = 3                                                          | 3 | REMOVED
            delete from audit_entry where seq = 1                                                          | 1 | REMOVED
            delete from audit_entry where seq = 6                                                          | 6 | REMOVED
            delete from audit_entry                                                                        | 1 | REMOVED
            update audit_head set seq = 5                                                                  | 0 | HEAD
            update audit_head set seal = '00'                                                              | 0 | HEAD
            delete from audit_head                                                                         | 0 | HEAD
            """)
    void tellsTheFirstRowThatIsWrong(String deed, long row, Fault fault) {
        write(6);
        sql(deed);

        assertThat(log.verify()).isEqualTo(new Broken(row, fault));
    }

    @Test
    void tellsWhatWasCutOutAndNumberedAnew() {
        write(6);
        sql("delete from audit_entry where seq = 3");
        for (int seq = 4; seq <= 6; seq++) sql("update audit_entry set seq = " + (seq - 1) + " where seq = " + seq);

        assertThat(log.verify()).isEqualTo(new Broken(3, Fault.REMOVED));
    }

    @Test
    void tellsWhatWasPutInBetween() {
        write(6);
        for (int seq = 6; seq >= 4; seq--) sql("update audit_entry set seq = " + (seq + 1) + " where seq = " + seq);
        sql(
                "insert into audit_entry select 4, at_millis, account, role, type, 'matter:forged', result, hash, '00' from audit_entry where seq = 3");

        assertThat(log.verify()).isEqualTo(new Broken(4, Fault.INSERTED));
    }

    @Test
    void tellsWhatWasAppended() {
        write(2);
        sql(
                "insert into audit_entry select 3, at_millis, account, role, type, 'matter:forged', result, hash, '00' from audit_entry where seq = 2");

        assertThat(log.verify()).isEqualTo(new Broken(3, Fault.INSERTED));
    }

    @Test
    void tellsWhatWasExchanged() {
        write(6);
        sql("update audit_entry set seq = 100 where seq = 2");
        sql("update audit_entry set seq = 2 where seq = 5");
        sql("update audit_entry set seq = 5 where seq = 100");

        assertThat(log.verify()).isEqualTo(new Broken(2, Fault.REORDERED));
    }

    @Test
    void isNotWhatAnotherInstallationWrote() {
        write(2);
        var other = new AuditLog(records, Secret.random(), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(other.verify()).isEqualTo(new Broken(0, Fault.HEAD));
    }

    @Test
    void forgetsWhatIsTooOldAndIsStillOneChain() {
        write(4);
        var later = at(NOW.plus(Duration.ofDays(401)));
        later.write(event(5));

        assertThat(later.deleteOlderThan(Duration.ofDays(400))).isEqualTo(4);
        assertThat(later.deleteOlderThan(Duration.ofDays(400))).isZero();
        assertThat(later.last(Long.MAX_VALUE, 9)).extracting(AuditEntry::seq).containsExactly(6L, 5L);
        assertThat(later.last(Long.MAX_VALUE, 1).getFirst())
                .satisfies(row -> assertThat(row.type()).isEqualTo("retention"))
                .satisfies(row -> assertThat(row.object()).isEqualTo("audit:1-4"));
        assertThat(later.verify())
                .isInstanceOfSatisfying(
                        Intact.class, intact -> assertThat(intact.from()).isEqualTo(5));

        sql("delete from audit_entry where seq = 5");
        assertThat(later.verify()).isEqualTo(new Broken(5, Fault.REMOVED));
    }

    @Test
    void tellsAnOldRowThatCameBack() {
        write(2);
        var later = at(NOW.plus(Duration.ofDays(401)));
        later.deleteOlderThan(Duration.ofDays(400));
        sql(
                "insert into audit_entry select 1, at_millis, account, role, type, object, result, previous, hash from audit_entry where seq = 3");

        assertThat(later.verify()).isEqualTo(new Broken(1, Fault.INSERTED));
    }

    @Test
    void isOneChainWhoeverWritesAtOnce() {
        try (var writers = Executors.newFixedThreadPool(8)) {
            IntStream.rangeClosed(1, 200)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> log.write(event(i)), writers))
                    .toList()
                    .forEach(CompletableFuture::join);
        }

        assertThat(log.after(0, 1_000))
                .extracting(AuditEntry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(log.verify()).isInstanceOf(Intact.class);
    }

    @Test
    void keepsNothingOfADeedThatIsNotDone() {
        assertThatThrownBy(() -> records.together().executeWithoutResult(_ -> {
                    log.write(event(1));
                    throw new IllegalStateException("it cannot be done");
                }))
                .hasMessage("it cannot be done");

        assertThat(log.last(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(log.verify()).isEqualTo(new Intact(1, 0, AuditEntry.BEGINNING));
    }

    Records records() {
        return records;
    }

    Secret secret() {
        return secret;
    }
}
