package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** Scores of an overconfident model: right as often as the calibration that is looked for says. */
    private static List<Calibration.Outcome> outcomes(Calibration truth, int count) {
        var random = new Random(5);
        var outcomes = new ArrayList<Calibration.Outcome>();
        for (int i = 0; i < count; i++) {
            double score = 0.02 + 0.96 * random.nextDouble();
            outcomes.add(new Calibration.Outcome(score, random.nextDouble() < truth.apply(score)));
        }
        return outcomes;
    }

    @Test
    void findsHowOftenAScoreIsRight() {
        var truth = new Calibration(0.6, -0.5);

        var fitted = Calibration.fit(outcomes(truth, 20_000));

        assertThat(fitted.slope()).isCloseTo(0.6, within(0.05));
        assertThat(fitted.shift()).isCloseTo(-0.5, within(0.05));
        for (double score : new double[] {0.1, 0.5, 0.9})
            assertThat(fitted.apply(score)).isCloseTo(truth.apply(score), within(0.02));
    }

    @Test
    void leavesHonestScoresAsTheyAre() {
        var fitted = Calibration.fit(outcomes(new Calibration(1, 0), 20_000));

        for (double score = 0.05; score < 1; score += 0.1)
            assertThat(fitted.apply(score)).isCloseTo(score, within(0.02));
    }

    @Test
    void keepsTheOrderAndTheRange() {
        var fitted = Calibration.fit(outcomes(new Calibration(2, 1), 500));

        double before = -1;
        for (double score = 0; score <= 1; score += 0.01) {
            assertThat(fitted.apply(score)).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(before);
            before = fitted.apply(score);
        }
    }

    @Test
    void changesNothingWhereThereIsNothingToLearn() {
        assertThat(Calibration.fit(List.of())).isEqualTo(new Calibration(1, 0));
    }

    @Test
    void goesByTheShareThatIsRightWhereScoresMislead() {
        var outcomes = outcomes(new Calibration(-1, 1), 2_000);
        double share = outcomes.stream().filter(Calibration.Outcome::right).count() / 2_000.0;

        var fitted = Calibration.fit(outcomes);

        for (double score : new double[] {0.1, 0.5, 0.9})
            assertThat(fitted.apply(score)).isCloseTo(share, within(0.01));
        assertThat(fitted.slope()).isPositive();
    }

    @Test
    void neverBecomesCertainHoweverGoodTheHeldOutReadings() {
        var allRight = new ArrayList<Calibration.Outcome>();
        for (int i = 0; i < 200; i++) allRight.add(new Calibration.Outcome(0.5 + i / 401.0, true));

        var fitted = Calibration.fit(allRight);

        assertThat(fitted.apply(0.9)).isBetween(0.98, 0.999);
        assertThat(fitted.slope()).isPositive();
    }
}
