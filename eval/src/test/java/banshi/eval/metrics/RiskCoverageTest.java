package banshi.eval.metrics;

import static banshi.eval.metrics.Results.GOLD;
import static banshi.eval.metrics.Results.WRONG;
import static banshi.eval.metrics.Results.answered;
import static banshi.eval.metrics.Results.declined;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.cases.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    @Test
    void answersTheMostProbableFirstAndEqualOnesTogether() {
        var curve = RiskCoverage.of(List.of(
                declined(WRONG), // 0.5
                answered(GOLD, .9),
                declined(GOLD), // 0.5
                Results.single(new Response.Failed("x")))); // 0

        assertThat(curve.points())
                .containsExactly(
                        new RiskCoverage.Point(.9, .25, 0),
                        new RiskCoverage.Point(.5, .75, 1 / 3.0),
                        new RiskCoverage.Point(0, 1, .5));
    }

    @Test
    void tellsWhatComesOfAThreshold() {
        var curve = RiskCoverage.of(List.of(answered(GOLD, .9), declined(WRONG), answered(WRONG, .7)));

        assertThat(curve.at(.8)).contains(new RiskCoverage.Point(.9, 1 / 3.0, 0));
        assertThat(curve.at(.7)).contains(new RiskCoverage.Point(.7, 2 / 3.0, .5));
        assertThat(curve.at(.95)).isEmpty();
    }

    @Test
    void isEmptyWithoutCases() {
        assertThat(RiskCoverage.of(List.of()).points()).isEmpty();
    }
}
