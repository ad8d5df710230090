package banshi.channels.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void hasWilsonsInterval() {
        var share = Share.of(8, 10);

        assertThat(share.value()).isEqualTo(0.8);
        assertThat(share.low()).isCloseTo(0.4902, within(1e-4));
        assertThat(share.high()).isCloseTo(0.9433, within(1e-4));
    }

    @Test
    void staysBetweenNoneAndAll() {
        assertThat(Share.of(0, 5).low()).isZero();
        assertThat(Share.of(5, 5).high()).isEqualTo(1);
        assertThat(Share.of(5, 5).low()).isCloseTo(0.5655, within(1e-4));
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(Share.of(0, 0).value()).isNull();
    }
}
