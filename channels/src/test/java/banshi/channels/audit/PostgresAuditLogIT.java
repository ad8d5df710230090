package banshi.channels.audit;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.records.Postgres;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real PostgreSQL. */
class PostgresAuditLogIT extends AuditLogContract {
    @TempDir
    private Path data;

    private final RecordSettings settings =
            new RecordSettings(Postgres.emptyDatabase(), null, null, Duration.ofDays(180));

    @Override
    Records open() {
        return Records.open(settings, data);
    }

    @Test
    void isOneChainWhicheverServerWrites() {
        try (var second = open();
                var writers = Executors.newFixedThreadPool(8)) {
            var logs = List.of(
                    new AuditLog(records(), secret(), Clock.systemUTC()),
                    new AuditLog(second, secret(), Clock.systemUTC()));
            IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> logs.get(i % 2)
                                    .write(new AuditEvent(
                                            "li.ming",
                                            "editor",
                                            AuditEvent.Type.EDIT,
                                            "matter:m-" + i,
                                            AuditEvent.Result.DONE)),
                            writers))
                    .toList()
                    .forEach(CompletableFuture::join);

            assertThat(logs.get(0).verify())
                    .isInstanceOfSatisfying(
                            AuditCheck.Intact.class,
                            intact -> assertThat(intact.to()).isEqualTo(200));
            assertThat(logs.get(1).verify()).isEqualTo(logs.get(0).verify());
        }
    }
}
