package banshi.channels.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);

    @Test
    void isNoneWhereNothingHasMoved() {
        assertThat(Drift.index(new long[] {10, 20, 70}, new long[] {40, 80, 280}))
                .isLessThan(0.001);
    }

    @Test
    void isTheSumOverTheTenths() {
        // 0.5 → 0.6 and 0.5 → 0.4: 0.1 ln 1.2 − 0.1 ln 0.8
        assertThat(Drift.index(new long[] {600_000, 400_000}, new long[] {500_000, 500_000}))
                .isCloseTo(0.1 * Math.log(1.2) - 0.1 * Math.log(0.8), within(1e-5));
    }

    @Test
    void isLargeWhereConfidenceFalls() {
        assertThat(Drift.index(new long[] {50, 50, 100}, new long[] {10, 20, 370}))
                .isGreaterThan(Drift.MOVED);
    }

    @Test
    void comparesAWeekWithTheFourBeforeAndNoMore() {
        var weeks = new TreeMap<LocalDate, long[]>();
        for (int week = 0; week < 7; week++) {
            var tenths = new long[Drift.TENTHS];
            tenths[week == 0 ? 0 : 9] = 100;
            weeks.put(MONDAY.plusWeeks(week), tenths);
        }

        var drift = Drift.of(weeks);

        assertThat(drift.getFirst().index()).isNull();
        assertThat(drift.get(1).index()).isGreaterThan(Drift.MOVED);
        assertThat(drift.get(4).index()).isGreaterThan(Drift.CALM);
        assertThat(drift.get(5).index()).isLessThan(Drift.CALM);
    }
}
