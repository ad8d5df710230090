package banshi.channels.curation;

import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** In the file of our own. */
class H2AnswersTest extends AnswersContract {
    @TempDir
    private Path data;

    @Override
    Records open() {
        return Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data);
    }
}
