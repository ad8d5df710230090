package banshi.channels.wecom;

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

class WecomSettingsTest {
    private static WecomSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("banshi.wecom", WecomSettings.class);
    }

    private static Map<String, String> account(int number, String name) {
        var properties = new HashMap<String, String>();
        var at = "banshi.wecom.accounts[" + number + "].";
        properties.put(at + "name", name);
        properties.put(at + "corpid", Rig.HALL.corpid());
        properties.put(at + "token", Rig.HALL.token());
        properties.put(at + "encoding-aes-key", Rig.HALL.encodingAesKey());
        properties.put(at + "secret", Rig.HALL.secret());
        return properties;
    }

    @Test
    void needNothing() {
        var settings = bound(Map.of());

        assertThat(settings.accounts()).isEmpty();
        assertThat(settings.clockTolerance()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.answeredFor()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.calls().api()).hasToString("https://qyapi.weixin.qq.com");
        assertThat(settings.calls().attempts()).isEqualTo(4);
    }

    @Test
    void areBoundByTheirNames() {
        assertThat(bound(account(0, "hall")).accounts()).containsExactly(Rig.HALL);
    }

    @Test
    void refuseANameThatStandsTwice() {
        var properties = account(0, "hall");
        properties.putAll(account(1, "hall"));

        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining("hall twice");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "accounts[0].name, a/b",
        "accounts[0].corpid, '企业'",
        "accounts[0].token, t",
        "accounts[0].encoding-aes-key, short",
        "accounts[0].secret, short",
        "clock-tolerance, 0s",
        "answered-for, 3d",
        "calls.api, ftp://elsewhere",
        "calls.connect-within, 0s",
        "calls.answer-within, 2m",
        "calls.attempts, 0",
        "calls.first-pause, 2m"
    })
    void refuseWhatCannotBe(String name, String value) {
        var properties = account(0, "hall");
        properties.put("banshi.wecom." + name, value);

        assertThatThrownBy(() -> bound(properties)).rootCause().hasMessageContaining(name.replace("accounts[0].", ""));
    }

    @Test
    void showNoSecret() {
        assertThat(bound(account(0, "hall")).toString())
                .contains("hall", Rig.HALL.corpid())
                .doesNotContain(Rig.HALL.secret(), Rig.HALL.token(), Rig.HALL.encodingAesKey());
    }
}
