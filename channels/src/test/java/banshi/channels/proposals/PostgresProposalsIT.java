package banshi.channels.proposals;

import banshi.channels.records.Postgres;
import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;

/** In a real PostgreSQL. */
class PostgresProposalsIT extends ProposalsContract {
    @Override
    Records open() {
        return Records.open(
                new RecordSettings(Postgres.emptyDatabase(), null, null, Duration.ofDays(180)), Path.of("nowhere"));
    }
}
