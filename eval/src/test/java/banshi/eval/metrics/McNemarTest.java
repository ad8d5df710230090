package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
    @Test
    void countsOnlyTheCasesThatOneOfThemGotRight() {
        var compared = McNemar.of(List.of(true, true, true, false), List.of(true, false, false, true), r -> r);

        assertThat(compared).isEqualTo(new McNemar(2, 1));
    }

    @ParameterizedTest(name = "{0} against {1}: p = {2}")
    @CsvSource({"0, 0, 1", "3, 3, 1", "1, 0, 1", "5, 0, 0.0625", "0, 5, 0.0625", "8, 2, 0.109375"})
    void isTheExactBinomialProbabilityOfBothTails(int first, int second, double p) {
        assertThat(new McNemar(first, second).p()).isCloseTo(p, within(1e-12));
    }

    @Test
    void holdsForManyCases() {
        assertThat(new McNemar(5_000, 5_100).p()).isBetween(.3, .35);
        assertThat(new McNemar(2_000, 100).p()).isBetween(0.0, 1e-300);
    }

    @Test
    void refusesWhatWasNotAskedTheSame() {
        assertThatThrownBy(() -> McNemar.of(List.of(true), List.of(), r -> true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
