package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WechatSettingsTest {
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    static WechatSettings bound(Map<String, ?> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("banshi.wechat", WechatSettings.class);
    }

    @Test
    void needNothing() {
        var settings = bound(Map.of());

        assertThat(settings.accounts()).isEmpty();
        assertThat(settings.clockTolerance()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofMillis(4200));
        assertThat(settings.duplicatesKept()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.dialogueIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.longestReplyBytes()).isEqualTo(2048);
    }

    @Test
    void areBoundByTheirNames() {
        var settings = bound(Map.of(
                "banshi.wechat.accounts[0].appid", "wxb11529c136998cb6",
                "banshi.wechat.accounts[0].original-id", "gh_a",
                "banshi.wechat.accounts[0].token", "pamtest",
                "banshi.wechat.accounts[0].encoding-aes-key", KEY,
                "banshi.wechat.accounts[1].appid", "wxb11529c136998cb7",
                "banshi.wechat.accounts[1].original-id", "gh_b",
                "banshi.wechat.accounts[1].token", "pamtest",
                "banshi.wechat.answer-within", "3s"));

        assertThat(settings.accounts())
                .containsExactly(
                        new WechatAccount("wxb11529c136998cb6", "gh_a", "pamtest", KEY),
                        new WechatAccount("wxb11529c136998cb7", "gh_b", "pamtest", null));
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "clock-tolerance, 0s",
        "answer-within, 5s",
        "duplicates-kept, 5s",
        "dialogue-idle, 25h",
        "longest-reply-bytes, 100"
    })
    void refuseWhatWouldNotWorkAndSayWhatIsAllowed(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("banshi.wechat." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void refuseOneAppidTwice() {
        var account = new WechatAccount("wxb11529c136998cb6", "gh_a", "pamtest", null);

        assertThatThrownBy(() -> new WechatSettings(
                        java.util.List.of(account, account),
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(30),
                        2048))
                .hasMessageContaining("wxb11529c136998cb6 twice");
    }

    @ParameterizedTest(name = "appid {0}, original id {1}, token {2}, key {3}")
    @CsvSource({
        "'', gh_a, pamtest, ",
        "wx/1, gh_a, pamtest, ",
        "wx1, '', pamtest, ",
        "wx1, gh_a, s3, ",
        "wx1, gh_a, s3cret!, ",
        "wx1, gh_a, pamtest, s3cretkeytooshort"
    })
    void refuseAnAccountThatCannotBeWithoutShowingItsSecrets(
            String appid, String originalId, String token, String key) {
        assertThatThrownBy(() -> new WechatAccount(appid, originalId, token, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3");
    }

    @Test
    void showNoSecretWhenPrinted() {
        var account = new WechatAccount("wxb11529c136998cb6", "gh_a", "pamtest", KEY);

        assertThat(account.toString()).contains("wxb11529c136998cb6").doesNotContain("pamtest", KEY);
    }
}
