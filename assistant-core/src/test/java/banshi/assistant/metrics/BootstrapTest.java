package banshi.assistant.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    @Test
    void comesNearTheIntervalOfTheBinomialDistribution() {
        // 200 of 400: 0.5 ± 1.96 × √(0.25 / 400)
        var interval = Bootstrap.interval(evenOnes(400), 400);

        assertThat(interval[0]).isEqualTo(.451, within(.008));
        assertThat(interval[1]).isEqualTo(.549, within(.008));
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(Bootstrap.interval(evenOnes(50), 50)).isEqualTo(Bootstrap.interval(evenOnes(50), 50));
    }

    @Test
    void drawsAsManyCasesAsThereAreAThousandTimes() {
        var draws = new java.util.ArrayList<Integer>();
        Bootstrap.interval(times -> draws.add(Arrays.stream(times).sum()) ? 0 : 0, 37);

        assertThat(draws).hasSize(1000).containsOnly(37);
    }

    @Test
    void isAPointWhereAllCasesAgree() {
        var all = Statistic.share(Collections.nCopies(20, 1), r -> true, r -> true);

        assertThat(Bootstrap.interval(all, 20)).containsExactly(1, 1);
    }

    @Test
    void leavesOutResamplesThatDoNotDefineTheFigure() {
        var one = Statistic.share(List.of(0, 0, 1), r -> r == 1, r -> true); // some draws miss the one that counts

        assertThat(Bootstrap.interval(one, 3)).containsExactly(1, 1);
        assertThat(Bootstrap.interval(Statistic.share(List.of(0, 0), r -> false, r -> true), 2))
                .containsExactly(Double.NaN, Double.NaN);
    }

    @Test
    void givesTheSameIntervalToCasesCountedByKind() {
        var cases = IntStream.range(0, 300).map(i -> i % 7 == 0 ? 1 : 0).toArray();
        var one = Statistic.share(Arrays.stream(cases).boxed().toList(), r -> true, r -> r == 1);
        var byKind = Statistic.share(List.of(0, 1), r -> true, r -> r == 1);

        var each = Bootstrap.interval(one, cases.length);

        assertThat(Bootstrap.intervals(List.of(byKind, byKind), cases)).containsExactly(each, each);
    }

    private static Statistic evenOnes(int cases) {
        return Statistic.share(IntStream.range(0, cases).boxed().toList(), r -> true, r -> r % 2 == 0);
    }
}
