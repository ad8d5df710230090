package banshi.eval.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    /** A point a minute. */
    private static Trend over(int minutes, IntToDoubleFunction value) {
        return Trend.of(IntStream.range(0, minutes)
                .mapToObj(m -> new Trend.Point(m / 60.0, value.applyAsDouble(m)))
                .toList());
    }

    @Test
    void tellsHowMuchOfItsLevelGrowsInAnHour() {
        var trend = over(30, m -> 200 + m); // from minute 10 to 29: 219.5 on average

        assertThat(trend.level()).isCloseTo(219.5, within(1e-9));
        assertThat(trend.perHour()).isCloseTo(60 / 219.5, within(1e-9));
        assertThat(trend.most() - trend.least()).isCloseTo(0, within(1e-9));
    }

    @Test
    void leavesTheFirstThirdOut() {
        assertThat(over(30, m -> m < 10 ? 10 * m : 100).perHour()).isCloseTo(0, within(1e-12));
    }

    @Test
    void isWiderTheMoreItJumps() {
        var calm = over(30, m -> 100 + m % 2);
        var wild = over(30, m -> 100 + 20 * (m % 2));

        assertThat(calm.most()).isLessThan(.05);
        assertThat(wild.most()).isGreaterThan(.05);
        assertThat(wild.least()).isLessThan(0);
    }

    /** With 2.776 from Student's table for four degrees of freedom. */
    @Test
    void hasStudentsInterval() {
        var y = List.of(9.0, 9.0, 9.0, 1.0, 3.0, 2.0, 5.0, 4.0, 6.0); // the first three are left out
        var trend = Trend.of(IntStream.range(0, 9)
                .mapToObj(i -> new Trend.Point(i, y.get(i)))
                .toList());

        assertThat(trend.perHour() * trend.level()).isCloseTo(0.8857, within(1e-4));
        assertThat(trend.least() * trend.level()).isCloseTo(0.2413, within(.01));
        assertThat(trend.most() * trend.level()).isCloseTo(1.5302, within(.01));
    }

    @Test
    void saysNothingOfFewPoints() {
        assertThat(over(7, m -> 100).perHour()).isNaN();
        assertThat(over(9, m -> 100).perHour()).isZero();
    }
}
