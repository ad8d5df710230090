package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebSettingsTest {
    @Test
    void settingsNameWhatIsOutOfRange() {
        var minute = Duration.ofMinutes(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebSettings(minute, minute, 0, minute))
                .withMessage("conversations is 0; allowed: 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebSettings(Duration.ZERO, minute, 1, minute))
                .withMessage("reply-within is 0; allowed: 1 or more");
    }
}
