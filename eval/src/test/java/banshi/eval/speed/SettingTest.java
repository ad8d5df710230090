package banshi.eval.speed;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {
    @ParameterizedTest(name = "forks {0}, warm-up {1} ms, measured {2} ms")
    @CsvSource({"2, 50, 50, forks", "-1, 50, 50, forks", "0, 0, 50, warmup", "0, 50, 0, measured"})
    void refusesWhatCannotBeMeasured(int forks, int warmup, int measured, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting(forks, warmup, measured, List.of(1)))
                .withMessageContaining(named);
    }

    @Test
    void refusesSizesThatDoNotAscend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting(0, 1, 1, List.of(10, 10)))
                .withMessageContaining("sizes");
        assertThatIllegalArgumentException().isThrownBy(() -> setting(0, 1, 1, List.of(0)));
    }

    @Test
    void saysWhichOptionIsMissing() {
        var bare = setting(0, 1, 1, List.of(1));

        assertThatIllegalArgumentException().isThrownBy(bare::requiredRelease).withMessageContaining("--release");
        assertThatIllegalArgumentException().isThrownBy(bare::requiredLauncher).withMessageContaining("--launcher");
    }

    private static Setting setting(int forks, int warmup, int measured, List<Integer> sizes) {
        return new Setting(
                null,
                null,
                null,
                ".*",
                forks,
                Duration.ofMillis(warmup),
                Duration.ofMillis(measured),
                sizes,
                said -> {});
    }
}
