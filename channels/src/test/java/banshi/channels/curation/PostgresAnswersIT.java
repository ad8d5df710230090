package banshi.channels.curation;

import banshi.channels.records.Postgres;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** In a real PostgreSQL. */
class PostgresAnswersIT extends AnswersContract {
    @TempDir
    private Path data;

    private final RecordSettings settings =
            new RecordSettings(Postgres.emptyDatabase(), null, null, Duration.ofDays(180));

    @Override
    Records open() {
        return Records.open(settings, data);
    }
}
