package banshi.channels.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MiniProgramSettingsTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private static MiniProgramSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("banshi.miniprogram", MiniProgramSettings.class);
    }

    private static Map<String, String> program(int number) {
        var properties = new HashMap<String, String>();
        var at = "banshi.miniprogram.programs[" + number + "].";
        properties.put(at + "appid", "wxprogram");
        properties.put(at + "original-id", "gh_program");
        properties.put(at + "token", "pamtest");
        properties.put(at + "secret", SECRET);
        return properties;
    }

    @Test
    void needNothing() {
        var settings = bound(Map.of());

        assertThat(settings.programs()).isEmpty();
        assertThat(settings.afterMessage()).isEqualTo(5);
        assertThat(settings.messageLasts()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.afterEntering()).isEqualTo(2);
        assertThat(settings.enteringLasts()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.outbox().api()).hasToString("https://api.weixin.qq.com");
    }

    @Test
    void areBoundByTheirNames() {
        assertThat(bound(program(0)).programs())
                .containsExactly(new MiniProgram("wxprogram", "gh_program", "pamtest", null, SECRET));
    }

    @Test
    void refuseAnAppidThatStandsTwice() {
        var properties = program(0);
        properties.putAll(program(1));

        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining("wxprogram twice");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "programs[0].appid, a/b",
        "programs[0].original-id, a/b",
        "programs[0].token, t",
        "programs[0].encoding-aes-key, short",
        "programs[0].secret, short",
        "clock-tolerance, 0s",
        "after-message, 0",
        "message-lasts, 8d",
        "after-entering, -1",
        "entering-lasts, 0s",
        "outbox.attempts, 0"
    })
    void refuseWhatCannotBe(String name, String value) {
        var properties = program(0);
        properties.put("banshi.miniprogram." + name, value);

        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining(name.replace("programs[0].", ""));
    }

    @Test
    void showNoSecret() {
        assertThat(bound(program(0)).toString()).contains("wxprogram").doesNotContain(SECRET, "pamtest");
    }
}
