package banshi.channels.consult;

import banshi.channels.records.Postgres;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;

/** In a real PostgreSQL. */
class PostgresConsultationsIT extends ConsultationsContract {
    private final String database = Postgres.emptyDatabase();

    @Override
    Records open() {
        return Records.open(new RecordSettings(database, null, null, Duration.ofDays(180)), Path.of("nowhere"));
    }
}
