package banshi.channels.web;

import banshi.assistant.language.Masking;
import banshi.assistant.release.Explainer;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.accounts.AccountSettings;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.CaffeineSessionStore;
import banshi.channels.accounts.Departments;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditLog;
import banshi.channels.misses.MissRefresh;
import banshi.channels.orders.OrderExport;
import banshi.channels.orders.TestOrders;
import banshi.channels.orders.WorkOrders;
import banshi.channels.orders.WorkingCalendar;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.proposals.Proposals;
import banshi.channels.records.Feedback;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Keeping;
import banshi.channels.records.Ratings;
import banshi.channels.records.RecordDesk;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/** The records of tests, in a file that goes when they are done. */
record TestRecords(Records records, Map<Class<?>, Object> beans) {
    static TestRecords open(Clock clock) {
        try {
            var folder = Files.createTempDirectory("banshi-records");
            var keep = Duration.ofDays(180);
            var records = Records.open(new RecordSettings(null, null, null, keep), folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                records.close();
                delete(folder);
            }));
            var secret = Secret.random();
            var pseudonyms = new Pseudonyms(secret);
            var turns = new TurnRecords(records, pseudonyms, Masking::masked, clock, new SimpleMeterRegistry());
            var audit = new AuditLog(records, secret, clock);
            var export =
                    new OrderExport(TestOrders.SETTINGS.webhook(), records, new Vault(secret), audit, clock, () -> 1);
            var orders = new WorkOrders(
                    TestOrders.SETTINGS,
                    WorkingCalendar.ours(),
                    records,
                    export,
                    audit,
                    new NoDirectory(),
                    sentence -> sentence.contains("着火了"),
                    new Vault(secret),
                    pseudonyms,
                    clock);
            var accounts = new Accounts(records, audit, secret, clock);
            var sessions =
                    new Sessions(new CaffeineSessionStore(Ticker.systemTicker()), AccountSettings.DEFAULT, clock);
            return new TestRecords(
                    records,
                    Map.ofEntries(
                            Map.entry(Secret.class, secret),
                            Map.entry(Pseudonyms.class, pseudonyms),
                            Map.entry(RecordDesk.class, new RecordDesk()),
                            Map.entry(TurnRecords.class, turns),
                            Map.entry(Feedback.class, new Feedback(records, turns, clock)),
                            Map.entry(Ratings.class, new Ratings(records, clock)),
                            Map.entry(Handoffs.class, new Handoffs(records, new Vault(secret), clock)),
                            Map.entry(Keeping.class, new Keeping(records, turns, keep, clock)),
                            Map.entry(AuditLog.class, audit),
                            Map.entry(Proposals.class, new Proposals(records, audit, clock)),
                            Map.entry(OrderExport.class, export),
                            Map.entry(WorkOrders.class, orders),
                            Map.entry(Accounts.class, accounts),
                            Map.entry(Departments.class, new Departments(records, accounts, audit)),
                            Map.entry(Sessions.class, sessions),
                            Map.entry(
                                    Door.class,
                                    new Door(
                                            accounts,
                                            sessions,
                                            audit,
                                            AccountSettings.DEFAULT,
                                            records,
                                            pseudonyms,
                                            clock))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return type.cast(beans.get(type));
    }

    /** One whose encoder tells words apart by their first character. */
    MissRefresh refresh(Explainer explainer, Clock clock) {
        return new MissRefresh(
                records,
                bean(TurnRecords.class),
                new FirstCharacter(),
                explainer,
                Secret.random(),
                Duration.ofDays(180),
                clock);
    }

    private static final class FirstCharacter implements SentenceEncoder {
        @Override
        public float[] encode(String text) {
            var vector = new float[dimensions()];
            vector[text.charAt(0) % vector.length] = 1;
            return vector;
        }

        @Override
        public int dimensions() {
            return 16;
        }

        @Override
        public String fingerprint() {
            return "first-character";
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
