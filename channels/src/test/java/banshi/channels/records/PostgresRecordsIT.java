package banshi.channels.records;

import java.nio.file.Path;
import java.time.Duration;

/** Records in a real PostgreSQL. */
class PostgresRecordsIT extends RecordsContract {
    @Override
    Records open() {
        return Records.open(
                new RecordSettings(Postgres.emptyDatabase(), null, null, Duration.ofDays(180)), Path.of("nowhere"));
    }
}
