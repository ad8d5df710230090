package banshi.channels.app;

import banshi.assistant.language.Masking;
import banshi.channels.accounts.Door;
import banshi.channels.audit.AuditLog;
import banshi.channels.audit.AuditSettings;
import banshi.channels.conversation.Erasure;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.records.Feedback;
import banshi.channels.records.Handoffs;
import banshi.channels.records.Keeping;
import banshi.channels.records.Ratings;
import banshi.channels.records.RecordDesk;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.channels.web.HandoffSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the records to their place (记录装配): the database under {@code banshi.records}, the secret under {@code banshi.secret}. */
@Configuration(proxyBeanMethods = false)
class RecordWiring {
    private static final Logger LOG = LoggerFactory.getLogger(RecordWiring.class);

    /** Where this installation keeps its own files; whoever imports this brings it. */
    record Home(Path data) {}

    /** Where records are, as the settings have it. */
    static RecordSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.records", RecordSettings.class);
    }

    @Bean
    Secret secret(Environment environment, Home home) {
        return secret(environment, home.data());
    }

    static Secret secret(Environment environment, Path data) {
        var set = environment.getProperty("banshi.secret");
        return set == null ? KeyFile.ofRecords(data).read(Secret::new) : new Secret(set);
    }

    @Bean
    Pseudonyms pseudonyms(Secret secret) {
        return new Pseudonyms(secret);
    }

    @Bean
    Records records(Environment environment, Home home) {
        return open(settings(environment), home.data());
    }

    /** @throws CannotStart if it cannot be opened */
    static Records open(RecordSettings settings, Path data) {
        try {
            return Records.open(settings, data);
        } catch (RuntimeException e) {
            var root = root(e);
            throw new CannotStart(
                    settings.url() == null
                            ? "记录库 " + data.resolve("records.mv.db") + " 打不开（" + root
                                    + "）；同一个数据目录只能有一个服务在用，多个服务请用 PostgreSQL（banshi.records.url）"
                            : "记录库 " + settings.url() + " 打不开（" + root + "）；请看 banshi.records.url、user、password",
                    e);
        }
    }

    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) root = root.getCause();
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }

    @Bean
    RecordDesk recordDesk() {
        return new RecordDesk();
    }

    @Bean
    TurnRecords turnRecords(Records records, Pseudonyms pseudonyms, Clock clock, MeterRegistry meters) {
        return new TurnRecords(records, pseudonyms, Masking::masked, clock, meters);
    }

    @Bean
    Feedback feedback(Records records, TurnRecords turns, Clock clock) {
        return new Feedback(records, turns, clock);
    }

    @Bean
    Ratings ratings(Records records, Clock clock) {
        return new Ratings(records, clock);
    }

    @Bean
    Handoffs handoffs(Records records, Secret secret, Clock clock) {
        return new Handoffs(records, new Vault(secret), clock);
    }

    @Bean
    HandoffSettings handoffSettings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.handoff", HandoffSettings.class);
    }

    @Bean
    Keeping keeping(Records records, TurnRecords turns, Environment environment, Clock clock) {
        return new Keeping(records, turns, settings(environment).keep(), clock);
    }

    /** Of whoever leaves; a failure is logged, and what remains goes when it is old. */
    @Bean
    Erasure erasure(RecordDesk desk, Keeping keeping, Pseudonyms pseudonyms) {
        return conversation -> desk.work(() -> keeping.erase(pseudonyms.of(conversation)))
                .subscribe(
                        _ -> {},
                        failure -> LOG.error(
                                "erasing the records of a conversation failed: {}",
                                failure.getClass().getName()));
    }

    /** Deletes what is too old, at the start and then every day. */
    @Bean(destroyMethod = "shutdownNow")
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer, and fails never
    ScheduledExecutorService retention(Keeping keeping, AuditLog audit, AuditSettings auditing, Door door) {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("retention").factory());
        timer.scheduleAtFixedRate(
                () -> {
                    try {
                        int rows = keeping.deleteOld() + audit.deleteOlderThan(auditing.keep()) + door.deleteOld();
                        if (rows > 0) LOG.info("{} records were older than they may be and are deleted", rows);
                    } catch (RuntimeException e) { // tomorrow again
                        LOG.error(
                                "deleting old records failed: {}", e.getClass().getName());
                    }
                },
                1,
                24 * 60,
                TimeUnit.MINUTES);
        return timer;
    }
}
