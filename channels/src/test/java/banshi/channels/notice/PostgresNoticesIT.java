package banshi.channels.notice;

import banshi.channels.records.Postgres;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;

/** One-time notices in a real PostgreSQL. */
class PostgresNoticesIT extends NoticesContract {
    @Override
    Records open() {
        return Records.open(
                new RecordSettings(Postgres.emptyDatabase(), null, null, Duration.ofDays(180)), Path.of("nowhere"));
    }
}
