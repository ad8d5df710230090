package banshi.eval.metrics;

import static banshi.eval.metrics.Results.GOLD;
import static banshi.eval.metrics.Results.WRONG;
import static banshi.eval.metrics.Results.answered;
import static banshi.eval.metrics.Results.declined;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.assistant.cases.SingleResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    @Test
    void isTheMeanDistanceWhereEachCaseIsItsOwnBin() {
        // |1 − 0.9| + |0 − 0.8| + |1 − 0.7| over three
        var results = List.of(answered(GOLD, .9), answered(WRONG, .8), answered(GOLD, .7));

        assertThat(error(results)).isEqualTo((.1 + .8 + .3) / 3, within(1e-12));
    }

    @Test
    void averagesWithinBinsOfEqualMassTheFirstOfWhichHoldOneMore() {
        // 17 cases: two bins of two, thirteen of one
        var results = new ArrayList<SingleResult>();
        results.add(answered(GOLD, .10));
        results.add(answered(WRONG, .20)); // bin 1: mean 0.15, half right
        results.add(answered(GOLD, .30));
        results.add(answered(GOLD, .40)); // bin 2: mean 0.35, all right
        for (int i = 0; i < 13; i++) results.add(answered(GOLD, .95));
        Collections.shuffle(results, new Random(7));

        assertThat(Calibration.of(results).bins().subList(0, 3))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.confidence()).isEqualTo(.15, within(1e-12));
                            assertThat(first.right()).isEqualTo(.5);
                            assertThat(first.cases()).isEqualTo(2);
                        },
                        second -> {
                            assertThat(second.confidence()).isEqualTo(.35, within(1e-12));
                            assertThat(second.right()).isEqualTo(1);
                        },
                        third -> assertThat(third.cases()).isEqualTo(1));
        assertThat(Calibration.of(results).bins()).hasSize(15);
        assertThat(error(results)).isEqualTo((2 * .35 + 2 * .65 + 13 * .05) / 17, within(1e-12));
    }

    @Test
    void looksAtAnsweredCasesOnly() {
        var answeredOnly = List.of(answered(GOLD, .9), answered(WRONG, .6));
        var withOthers = List.of(declined(WRONG), answered(GOLD, .9), declined(GOLD), answered(WRONG, .6));

        assertThat(error(withOthers)).isEqualTo(error(answeredOnly));
    }

    @Test
    void isZeroWhereConfidenceComesTrue() {
        var results = new ArrayList<SingleResult>();
        for (int i = 0; i < 150; i++) results.add(answered(i % 10 < 8 ? GOLD : WRONG, .8));

        assertThat(error(results)).isEqualTo(0, within(1e-12)); // each bin of ten has eight right
    }

    @Test
    void isNotDefinedWhereNothingIsAnswered() {
        assertThat(error(List.of(declined(GOLD)))).isNaN();
        assertThat(error(List.of())).isNaN();
        assertThat(Calibration.of(List.of()).bins()).isEmpty();
    }

    @Test
    void countsACaseDrawnTwiceAsTwoCases() {
        var once = List.of(answered(GOLD, .9), answered(WRONG, .4), declined(GOLD), answered(GOLD, .6));
        var written = List.of(
                answered(GOLD, .9), answered(GOLD, .9), answered(GOLD, .9), answered(GOLD, .6), answered(GOLD, .6));

        assertThat(Calibration.of(once).of(new int[] {3, 0, 5, 2})).isEqualTo(error(written), within(1e-12));
    }

    @Test
    void splitsACaseDrawnOftenAmongBins() {
        var results = List.of(answered(GOLD, .5), answered(WRONG, .9));

        // 20 + 10 draws in 15 bins of two: ten bins of the first case, five of the second
        assertThat(Calibration.of(results).of(new int[] {20, 10})).isEqualTo((20 * .5 + 10 * .9) / 30, within(1e-12));
    }

    private static double error(List<SingleResult> results) {
        var once = new int[results.size()];
        Arrays.fill(once, 1);
        return Calibration.of(results).of(once);
    }
}
