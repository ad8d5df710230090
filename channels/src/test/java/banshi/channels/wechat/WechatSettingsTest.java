package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** With these accounts and otherwise the defaults, but for {@code more}, named without {@code banshi.wechat}. */
    static WechatSettings of(List<WechatAccount> accounts, Map<String, ?> more) {
        var properties = new HashMap<String, Object>();
        more.forEach((name, value) -> properties.put("banshi.wechat." + name, value));
        for (int i = 0; i < accounts.size(); i++) {
            var account = accounts.get(i);
            var at = "banshi.wechat.accounts[" + i + "].";
            properties.put(at + "appid", account.appid());
            properties.put(at + "original-id", account.originalId());
            properties.put(at + "token", account.token());
            properties.put(at + "transfer", account.transfer());
            if (account.encodingAesKey() != null) properties.put(at + "encoding-aes-key", account.encodingAesKey());
            if (account.secret() != null) properties.put(at + "secret", account.secret());
            if (account.kfAccount() != null) properties.put(at + "kf-account", account.kfAccount());
        }
        return bound(properties);
    }

    @Test
    void needNothing() {
        var settings = bound(Map.of());

        assertThat(settings.accounts()).isEmpty();
        assertThat(settings.clockTolerance()).isEqualTo(Duration.ofSeconds(300));
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofMillis(4200));
        assertThat(settings.duplicatesKept()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.perMinute()).isEqualTo(20);
        assertThat(settings.longestReplyBytes()).isEqualTo(2048);
        assertThat(settings.slowReply()).isEqualTo(SlowReply.RETRY_ATTACH);
        assertThat(settings.posts()).isEqualTo(3);
        assertThat(settings.answersKept()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.quota()).isEqualTo(new QuotaSettings(5, Duration.ofHours(48), 3, Duration.ofMinutes(1)));
        assertThat(settings.outbox().api()).hasToString("https://api.weixin.qq.com");
        assertThat(settings.scenes()).isEmpty();
        assertThat(settings.menuKeys()).isEmpty();
    }

    @Test
    void areBoundByTheirNames() {
        var properties = new HashMap<String, String>();
        properties.put("banshi.wechat.accounts[0].appid", "wxb11529c136998cb6");
        properties.put("banshi.wechat.accounts[0].original-id", "gh_a");
        properties.put("banshi.wechat.accounts[0].token", "pamtest");
        properties.put("banshi.wechat.accounts[0].encoding-aes-key", KEY);
        properties.put("banshi.wechat.accounts[1].appid", "wxb11529c136998cb7");
        properties.put("banshi.wechat.accounts[1].original-id", "gh_b");
        properties.put("banshi.wechat.accounts[1].token", "pamtest");
        properties.put("banshi.wechat.accounts[1].secret", Accounts.SECRET);
        properties.put("banshi.wechat.accounts[1].transfer", "true");
        properties.put("banshi.wechat.accounts[1].kf-account", "desk@gh_b");
        properties.put("banshi.wechat.accounts[1].notices.case-ready", "tm-1");
        properties.put("banshi.wechat.answer-within", "3s");
        var settings = bound(properties);

        assertThat(settings.accounts())
                .containsExactly(
                        Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", KEY),
                        new WechatAccount(
                                "wxb11529c136998cb7",
                                "gh_b",
                                "pamtest",
                                null,
                                Accounts.SECRET,
                                true,
                                "desk@gh_b",
                                Map.of("case-ready", "tm-1")));
        assertThat(settings.answerWithin()).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "clock-tolerance, 0s",
        "answer-within, 5s",
        "duplicates-kept, 5s",
        "per-minute, 0",
        "longest-reply-bytes, 100",
        "posts, 0",
        "posts, 5",
        "answers-kept, 0s",
        "answers-kept, 3d",
        "quota.after-message, -1",
        "quota.message-lasts, 8d",
        "quota.after-click, 101",
        "quota.click-lasts, 0s",
        "scenes.hall, ' '",
        "outbox.api, ftp://api.example.test",
        "outbox.api, api.example.test",
        "outbox.connect-within, 0s",
        "outbox.answer-within, 2m",
        "outbox.attempts, 0",
        "outbox.first-pause, 1ms"
    })
    void refuseWhatWouldNotWorkAndSayWhatIsAllowed(String name, String value) {
        assertThatThrownBy(() -> bound(Map.of("banshi.wechat." + name, value)))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void refuseToPushWithoutASecret() {
        var answering = Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", null);
        var sending = Accounts.sending(Accounts.answering("wxb11529c136998cb7", "gh_b", "pamtest", null));

        assertThat(of(List.of(sending), Map.of("slow-reply", "kefu")).slowReply())
                .isEqualTo(SlowReply.KEFU);
        assertThatThrownBy(() -> of(List.of(sending, answering), Map.of("slow-reply", "KEFU")))
                .rootCause()
                .hasMessageContaining("wxb11529c136998cb6 has no secret")
                .hasMessageContaining("allowed: ");
    }

    @Test
    void nameTheQuestionThatIsTooLong() {
        assertThatThrownBy(() -> bound(Map.of("banshi.wechat.menu-keys[V1001]", "长".repeat(501))))
                .rootCause()
                .hasMessage("menu-keys.V1001 has 501 characters; allowed: a question of 1 to 500");
    }

    @Test
    void refuseOneAppidTwice() {
        var account = Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", null);

        assertThatThrownBy(() -> of(List.of(account, account), Map.of()))
                .rootCause()
                .hasMessageContaining("wxb11529c136998cb6 twice");
    }

    @Test
    void refuseASecretThatIsNoneWithoutShowingIt() {
        assertThatThrownBy(() -> new WechatAccount("wx1", "gh_a", "pamtest", null, "s3cret", false, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret of account wx1")
                .hasMessageNotContaining("s3");
    }

    @ParameterizedTest(name = "notice {0}, template {1}, secret {2}")
    @CsvSource({"case-ready, tm-1, ", "case ready, tm-1, yes", "case-ready, tm/1, yes"})
    void refuseNoticesThatCannotBeSent(String name, String template, @Nullable String secret) {
        assertThatThrownBy(() -> new WechatAccount(
                        "wx1",
                        "gh_a",
                        "pamtest",
                        null,
                        secret == null ? null : Accounts.SECRET,
                        false,
                        null,
                        Map.of(name, template)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("notices")
                .hasMessageContaining("allowed: ");
    }

    @ParameterizedTest(name = "transfer {0} to {1}")
    @CsvSource({"true, name", "true, a@b]]>", "true, @b", "false, name@account"})
    void refuseATransferThatCannotBe(boolean transfer, String kfAccount) {
        assertThatThrownBy(() -> new WechatAccount("wx1", "gh_a", "pamtest", null, null, transfer, kfAccount, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account wx1")
                .hasMessageContaining("allowed: ");
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
        assertThatThrownBy(() -> Accounts.answering(appid, originalId, token, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3");
    }

    @Test
    void showNoSecretWhenPrinted() {
        var account = Accounts.sending(Accounts.answering("wxb11529c136998cb6", "gh_a", "pamtest", KEY));

        assertThat(account.toString()).contains("wxb11529c136998cb6").doesNotContain("pamtest", KEY, Accounts.SECRET);
    }
}
