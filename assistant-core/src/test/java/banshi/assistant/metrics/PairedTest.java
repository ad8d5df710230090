package banshi.assistant.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTest {
    /** The exact binomial test of R: binom.test(min(b, c), b + c)$p.value. */
    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource({
        "0, 0, 1",
        "1, 0, 1",
        "0, 5, 0.0625",
        "5, 5, 1",
        "2, 8, 0.109375",
        "8, 2, 0.109375",
        "10, 25, 0.01667384780012071",
        "0, 2000, 0"
    })
    void isMcNemarsExactTest(int one, int other, double p) {
        assertThat(Paired.mcNemar(one, other)).isEqualTo(p, within(1e-9));
    }

    @Test
    void countsWhereTheTwoDiffer() {
        var paired = Paired.of(bits("1111100000"), bits("1110011110"));

        assertThat(paired.onlyFirst()).isEqualTo(2);
        assertThat(paired.onlySecond()).isEqualTo(4);
        assertThat(paired.difference()).isEqualTo(.2, within(1e-12));
        assertThat(paired.low()).isLessThan(.2);
        assertThat(paired.high()).isGreaterThan(.2);
        assertThat(paired.p()).isEqualTo(.6875, within(1e-12));
    }

    @Test
    void hasANarrowIntervalWhereTheTwoHardlyDifferThoughTheCasesDo() {
        var first = new boolean[400];
        for (int i = 0; i < 200; i++) first[i] = true; // alone: 0.5 ± 0.05
        var second = first.clone();
        second[0] = false;

        var paired = Paired.of(first, second);

        assertThat(paired.difference()).isEqualTo(-1 / 400.0);
        assertThat(paired.low()).isGreaterThan(-.01);
        assertThat(paired.high()).isLessThanOrEqualTo(0);
    }

    @Test
    void comesNearTheIntervalOfTheNormalDistribution() {
        var first = new boolean[1000];
        var second = new boolean[1000];
        Arrays.fill(first, 0, 60, true);
        Arrays.fill(second, 60, 160, true); // 60 lost, 100 won: 0.04 ± 1.96 × √((0.16 − 0.0016) / 1000)

        var paired = Paired.of(first, second);

        assertThat(paired.low()).isEqualTo(.0153, within(.003));
        assertThat(paired.high()).isEqualTo(.0647, within(.003));
    }

    @Test
    void isNotDefinedWithoutCases() {
        assertThat(Paired.of(new boolean[0], new boolean[0]).difference()).isNaN();
    }

    @Test
    void refusesResultsOfDifferentCases() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Paired.of(new boolean[2], new boolean[3]))
                .withMessageContaining("2")
                .withMessageContaining("3");
    }

    private static boolean[] bits(String bits) {
        var set = new boolean[bits.length()];
        for (int i = 0; i < set.length; i++) set[i] = bits.charAt(i) == '1';
        return set;
    }
}
