package banshi.channels.consult;

import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** In our own file. */
class H2ConsultationsTest extends ConsultationsContract {
    @TempDir
    private Path data;

    @Override
    Records open() {
        return Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data);
    }
}
