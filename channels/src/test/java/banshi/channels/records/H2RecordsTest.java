package banshi.channels.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in our own file. */
class H2RecordsTest extends RecordsContract {
    private static final RecordSettings OWN = new RecordSettings(null, null, null, Duration.ofDays(180));

    @TempDir
    private Path data;

    @Override
    Records open() {
        return Records.open(OWN, data);
    }

    @Test
    void areThereAgainAfterARestart(@TempDir Path folder) {
        try (var records = Records.open(OWN, folder)) {
            new Ratings(records, java.time.Clock.systemUTC())
                    .keep(new Ratings.Rating("c", "web", 5, java.util.List.of(), null));
        }
        try (var records = Records.open(OWN, folder)) {
            assertThat(records.sql()
                            .sql("select count(*) from rating")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }
}
