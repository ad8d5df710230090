package banshi.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
    void isZeroWithoutReplies() {
        assertThat(Latency.of(new long[0]).millis(.99)).isZero();
    }
}
