package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LlmBindingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "banshi.llm: {model: m, api-key: k}", "banshi.llm: {base-url: '', model: m}"})
    void thereIsNoModelWithoutAnAddress(String yaml) throws IOException {
        assertThat(LlmBinding.in(settings(yaml))).isEmpty();
    }

    @Test
    void readsAllOfIt() throws IOException {
        var settings = LlmBinding.in(settings("""
                banshi:
                  llm:
                    base-url: http://127.0.0.1:11434/v1
                    api-key: k-secret
                    model: qwen
                    timeout: 900ms
                    draft-timeout: 20s
                """)).orElseThrow();

        assertThat(settings.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:11434/v1"));
        assertThat(settings.apiKey()).isEqualTo("k-secret");
        assertThat(settings.model()).isEqualTo("qwen");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(900));
        assertThat(settings.draftTimeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aCitizenWaitsASecondAndAHalfAndAnEditorHalfAMinuteAndNoKeyIsNeeded() throws IOException {
        var settings = LlmBinding.in(settings("banshi.llm: {base-url: 'http://h/v1', model: m}"))
                .orElseThrow();

        assertThat(settings.timeout()).isEqualTo(Duration.ofMillis(1500));
        assertThat(settings.draftTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.apiKey()).isNull();
    }

    @Test
    void takesTheKeyFromTheEnvironment() throws IOException {
        var environment = (StandardEnvironment) settings("banshi.llm: {base-url: 'http://h/v1', model: m}");
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("BANSHI_LLM_APIKEY", "k-secret")));

        assertThat(LlmBinding.in(environment).orElseThrow().apiKey()).isEqualTo("k-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "banshi.llm: {base-url: 'http://h/v1', api-key: k-secret}",
                "banshi.llm: {base-url: 'http://h/v1', model: m, timeout: 1h, api-key: k-secret}",
                "banshi.llm: {base-url: 'http://h/v1', model: m, draft-timeout: 1h, api-key: k-secret}",
                "banshi.llm: {base-url: 'h', model: m, api-key: k-secret}"
            })
    void saysWhatIsWrongWithoutTheKey(String yaml) throws IOException {
        var environment = settings(yaml);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LlmBinding.in(environment))
                .withMessageContaining("allowed")
                .withMessageNotContaining("k-secret");
    }

    @Test
    void showsNoKey() {
        assertThat(new LlmBinding("http://h/v1", "k-secret", "m", Duration.ofSeconds(1), Duration.ofSeconds(9))
                        .toString())
                .doesNotContain("k-secret");
    }

    private Environment settings(String yaml) throws IOException {
        Files.writeString(SettingsFile.in(folder).file(), yaml);
        return SettingsFile.in(folder).read();
    }
}
