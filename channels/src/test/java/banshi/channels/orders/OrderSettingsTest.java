package banshi.channels.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OrderSettingsTest {
    private static OrderSettings set(Map<String, ?> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("banshi.orders", OrderSettings.class);
    }

    private static OrderSettings.Webhook to(@Nullable String url, @Nullable String secret) {
        return new OrderSettings.Webhook(
                url == null ? null : URI.create(url),
                secret,
                false,
                12,
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://orders.example.gov.cn/in",
                "http://127.0.0.1:8080/in",
                "http://127.1.2.3/in",
                "http://localhost:8080/in",
                "http://[::1]:8080/in"
            })
    void sendsOverHttpsOrToThisMachine(String url) {
        assertThatCode(() -> to(url, TestOrders.SECRET)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://orders.example.gov.cn/in",
                "http://127.0.0.1.example.com/in",
                "http://127.0.0.1@example.com/in",
                "https://name:word@orders.example.gov.cn/in",
                "http://10.0.0.1/in",
                "ftp://127.0.0.1/in",
                "file:///etc/passwd",
                "/in"
            })
    void sendsNowhereElse(String url) {
        assertThatThrownBy(() -> to(url, TestOrders.SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("banshi.orders.webhook.url must be https://")
                .hasMessageNotContaining(url);
    }

    @Test
    void signsWithASecretThatIsLongEnough() {
        assertThatThrownBy(() -> to("https://orders.example.gov.cn", null)).hasMessageContaining("webhook.secret");
        assertThatThrownBy(() -> to("https://orders.example.gov.cn", "short")).hasMessageContaining("32");
        assertThatCode(() -> to(null, null)).doesNotThrowAnyException();
        assertThat(to("https://orders.example.gov.cn", TestOrders.SECRET).toString())
                .doesNotContain(TestOrders.SECRET);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "days.complaint, 0",
        "days.again, 91",
        "urgent, 1m",
        "remind, 0",
        "same-incident, 90d",
        "burst, 1",
        "burst-within, 1m",
        "webhook.attempts, 0",
        "webhook.longest-pause, 1s",
        "webhook.answer-within, 2m"
    })
    void namesWhatIsOutOfRange(String name, String value) {
        assertThatThrownBy(() -> set(Map.of("banshi.orders." + name, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageStartingWith("banshi.orders." + name + " is ")
                .hasMessageContaining("allowed: ");
    }

    @Test
    void isAsItIsSet() {
        var settings = set(Map.of(
                "banshi.orders.days.consultation", "1",
                "banshi.orders.calendar", "days.txt",
                "banshi.orders.webhook.url", "https://orders.example.gov.cn",
                "banshi.orders.webhook.secret", TestOrders.SECRET));
        assertThat(settings.days().consultation()).isEqualTo(1);
        assertThat(settings.days().complaint()).isEqualTo(5);
        assertThat(settings.calendar()).hasToString("days.txt");
        assertThat(settings.webhook().phone()).isFalse();
    }
}
