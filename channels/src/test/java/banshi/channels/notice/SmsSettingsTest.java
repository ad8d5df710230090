package banshi.channels.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SmsSettingsTest {
    private static final String SECRET = "a secret of at least thirty-two characters";

    private static SmsSettings set(Map<String, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("banshi.sms", SmsSettings.class);
    }

    @Test
    void sendsNothingWhereNothingIsSet() {
        assertThat(set(Map.of()).url()).isNull();
    }

    @Test
    void isSetByItsNamesAndDoesNotShowTheSecret() {
        var settings = set(Map.of("banshi.sms.url", "https://sms.example.gov.cn/send", "banshi.sms.secret", SECRET));
        assertThat(settings.delivery().url()).hasHost("sms.example.gov.cn");
        assertThat(settings.toString() + settings.delivery()).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"url, http://sms.example.gov.cn/send", "secret, short", "attempts, 0", "answer-within, 5m"})
    void refusesWhatIsNotToBeTrusted(String name, String value) {
        var settings = new java.util.HashMap<>(
                Map.of("banshi.sms.url", "https://sms.example.gov.cn/send", "banshi.sms.secret", SECRET));
        settings.put("banshi.sms." + name, value);
        assertThatThrownBy(() -> set(settings))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("banshi.sms." + name);
    }

    @ParameterizedTest
    @CsvSource({"0", "91"})
    void aLinkIsGoodForSomeDays(int days) {
        assertThatThrownBy(() -> new NoticeSettings(days)).hasMessageContaining("valid-days");
    }
}
