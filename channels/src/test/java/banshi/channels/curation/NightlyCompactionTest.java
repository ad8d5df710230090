package banshi.channels.curation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightlyCompactionTest {
    @ParameterizedTest(name = "{0}: in {1}")
    @CsvSource({
        "2026-11-23T10:00:00+08:00, PT17H20M",
        "2026-11-23T03:19:00+08:00, PT1M",
        "2026-11-23T03:20:00+08:00, PT24H",
        "2026-11-23T23:59:59+08:00, PT3H20M1S"
    })
    void waitsForTheNextNight(ZonedDateTime now, Duration left) {
        assertThat(NightlyCompaction.untilNight(now)).isEqualTo(left);
    }
}
