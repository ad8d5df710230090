package banshi.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ModelRewriterTest {
    private static final Spoken ABOUT =
            new Spoken(List.of("居民身份证补领", "身份证补领"), List.of("收费标准", "要多少钱"), List.of("没满16岁"));
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void asksWithTheNamesAndTheWordsAndGivesWhatItSays() {
        server.says(" 孩子补领身份证要多少钱？\n");

        assertThat(new ModelRewriter(server.settings(LONG)).rewrite(ABOUT, "那孩子的呢"))
                .isEqualTo("孩子补领身份证要多少钱？");
        assertThat(server.asked()).hasSize(1);
        var call = server.asked().getFirst();
        assertThat(call.path("model").stringValue()).isEqualTo("small");
        assertThat(call.path("temperature").doubleValue()).isZero();
        assertThat(call.path("messages").get(1).path("content").stringValue())
                .contains("居民身份证补领", "要多少钱", "没满16岁", "市民的话：那孩子的呢");
    }

    @Test
    void showsTheKeyToTheModelAlone() {
        var shown = new java.util.concurrent.atomic.AtomicReference<String>();
        server.does(exchange -> {
            shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
            ModelServer.send(exchange, 401, "{\"error\":{\"message\":\"wrong key " + ModelServer.KEY + "\"}}");
        });
        var settings = server.settings(LONG);

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(settings).rewrite(ABOUT, "那孩子的呢"))
                .satisfies(e -> assertThat(e).hasNoCause())
                .withMessageContaining("status 401")
                .withMessageNotContainingAny(ModelServer.KEY, "孩子");
        assertThat(shown.get()).isEqualTo("Bearer " + ModelServer.KEY);
        assertThat(settings.toString()).doesNotContain(ModelServer.KEY).contains("set");
    }

    @ParameterizedTest(name = "status {0}")
    @ValueSource(ints = {400, 404, 429, 500, 503})
    void asksOnceWhateverGoesWrong(int status) {
        server.answers(status, "{\"error\":{\"message\":\"no\"}}");

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(server.settings(LONG)).rewrite(ABOUT, "那孩子的呢"))
                .withMessageContaining("status " + status);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "no json", "{}", "{\"choices\":[]}", "[1,2", "null"})
    void failsOnWhatIsNoAnswer(String body) {
        server.answers(200, body);

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(server.settings(LONG)).rewrite(ABOUT, "那孩子的呢"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"''", "'  '", "null"},
            nullValues = "null")
    void failsOnAnAnswerWithoutWords(String words) {
        server.answers(200, ModelServer.completion(words));

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(server.settings(LONG)).rewrite(ABOUT, "那孩子的呢"))
                .withMessageContaining("said nothing");
    }

    @Test
    void givesUpOneThatSaysNothing() {
        server.saysNothing();

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(server.settings(SHORT)).rewrite(ABOUT, "那孩子的呢"))
                .withMessageContaining("within 300 ms");
    }

    @Test
    void givesUpOneThatStopsInTheMiddle() {
        server.stopsInTheMiddle();

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(server.settings(SHORT)).rewrite(ABOUT, "那孩子的呢"))
                .withMessageContaining("within 300 ms");
    }

    @Test
    void saysThatNobodyListens() {
        var settings = server.settings(LONG);
        server.close();

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> new ModelRewriter(settings).tryOut())
                .withMessageContaining(settings.baseUrl().toString());
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({
        "ftp://h/v1, m, PT1S",
        "nothing, m, PT1S",
        "http://user:secret@h/v1, m, PT1S",
        "http://h/v1, ' ', PT1S",
        "http://h/v1, m, PT0.05S",
        "http://h/v1, m, PT11S"
    })
    void refusesSettingsThatCannotBe(URI baseUrl, String model, Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmSettings(baseUrl, "k-secret", model, timeout, LONG))
                .withMessageContaining("allowed")
                .withMessageNotContaining("secret");
    }
}
