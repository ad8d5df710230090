package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void isTheNearestRank() {
        var hundred = Latency.of(
                LongStream.rangeClosed(1, 100).map(i -> (101 - i) * 1_000_000).toArray());

        assertThat(hundred.millis(.5)).isEqualTo(50);
        assertThat(hundred.millis(.95)).isEqualTo(95);
        assertThat(hundred.millis(.99)).isEqualTo(99);
        assertThat(Latency.of(new long[] {3_000_000}).millis(.5)).isEqualTo(3);
    }

    @Test
    void countsRepliesInTenBinsADecadeWithoutAGap() {
        var latency = Latency.of(new long[] {1_000_000, 1_200_000, 1_700_000, 900_000});

        assertThat(latency.replies()).isEqualTo(4);
        assertThat(latency.bins())
                .containsExactly(
                        new Latency.Bin(-1, 1), // 0.79 to 1 ms
                        new Latency.Bin(0, 2),
                        new Latency.Bin(1, 0),
                        new Latency.Bin(2, 1));
        assertThat(latency.bins().getLast().fromMillis()).isEqualTo(1.585, within(.001));
    }

    @Test
    void isZeroWithoutReplies() {
        assertThat(Latency.of(new long[0]).bins()).isEmpty();
        assertThat(Latency.of(new long[0]).millis(.99)).isZero();
    }
}
