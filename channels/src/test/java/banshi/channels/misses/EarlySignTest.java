package banshi.channels.misses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlySignTest {
    private static final long TURNS_A_DAY = 1_000;

    private static EarlySign sign(int seen, int before) {
        return EarlySign.of(seen, before, TURNS_A_DAY, TURNS_A_DAY * EarlySign.FORMER_DAYS);
    }

    @ParameterizedTest(name = "{0} or more of {1} at {2}: {3}")
    @CsvSource({
        "0, 5, 0.1, 1",
        "1, 1, 0.25, 0.25",
        "2, 3, 0.5, 0.5",
        "5, 5, 0.1, 1e-5",
        "6, 5, 0.1, 0",
        "1, 10, 0.1, 0.6513215599"
    })
    void knowsTheBinomial(int k, int n, double share, double p) {
        assertThat(EarlySign.atLeast(k, n, share)).isCloseTo(p, within(1e-10));
    }

    @Test
    void keepsItsPrecisionWhereChanceIsSmallAndNumbersAreLarge() {
        assertThat(EarlySign.atLeast(10, 10, 1e-3)).isCloseTo(1e-30, within(1e-36));
        assertThat(EarlySign.atLeast(50_000, 100_000, 0.5)).isCloseTo(0.5, within(0.01));
        assertThat(EarlySign.atLeast(60_000, 100_000, 0.5)).isLessThan(1e-100);
    }

    @ParameterizedTest(name = "{0} today, {1} in four weeks: {2}")
    @CsvSource({
        "8, 28, true", // one a day, then eight
        "4, 0, true", // never heard of before
        "2, 0, false", // too few
        "2, 28, false",
        "12, 280, false" // ten a day, then twelve
    })
    void flagsWhatGrowsAndNothingElse(int seen, int before, boolean flagged) {
        assertThat(sign(seen, before).isFlagged(100)).isEqualTo(flagged);
    }

    @Test
    void isNotAlarmedByADayWithMoreCitizens() {
        assertThat(EarlySign.of(30, 280, 3 * TURNS_A_DAY, TURNS_A_DAY * EarlySign.FORMER_DAYS)
                        .isFlagged(1))
                .isFalse();
        assertThat(sign(30, 280).isFlagged(1)).isTrue();
    }

    @Test
    void saysNothingWhereThereIsNothingToCompareWith() {
        assertThat(EarlySign.of(50, 0, 100, 0).isFlagged(1)).isFalse();
    }

    @Test
    void hardlyEverAlarmsByChance() {
        long seed = Long.getLong("test.seed", 42);
        var random = new Random(seed);
        int clusters = 100;
        int looks = 2_000;
        int alarmed = 0;
        for (int look = 0; look < looks; look++) {
            boolean any = false;
            for (int c = 0; c < clusters; c++) {
                double rate = Math.exp(random.nextDouble() * Math.log(20) - Math.log(10)); // 0.1 to 2 a day
                any |= sign(poisson(rate, random), poisson(rate * EarlySign.FORMER_DAYS, random))
                        .isFlagged(clusters);
            }
            if (any) alarmed++;
        }
        // 20 of 2,000 are allowed on average; 4 standard deviations more are not
        assertThat(alarmed).as("looks with an alarm, seed " + seed).isLessThan(38);
    }

    @Test
    void findsWhatIsNewOnItsFirstDay() {
        var random = new Random(Long.getLong("test.seed", 42));
        int found = 0;
        for (int i = 0; i < 1_000; i++) // half a conversation a day, then eight
        if (sign(poisson(8, random), poisson(0.5 * EarlySign.FORMER_DAYS, random))
                    .isFlagged(100)) found++;
        assertThat(found).isGreaterThan(700);
    }

    /** Knuth's way. */
    private static int poisson(double rate, Random random) {
        double limit = Math.exp(-rate);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) count++;
        return count;
    }
}
