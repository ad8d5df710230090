package banshi.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ModelDrafterTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ModelServer server = new ModelServer();

    @AfterEach
    void close() {
        server.close();
    }

    private ModelDrafter drafter() {
        return new ModelDrafter(server.settings(LONG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"text\": \"一\"}, {\"text\": \"二\"}]",
                "```json\n[{\"text\": \"一\"}, {\"text\": \"二\"}]\n```",
                "好的，这是草稿：\n```\n[{\"text\": \"一\"}, \"别的\", {\"text\": \"二\"}]\n```\n希望有用。"
            })
    void givesTheDraftsOfTheList(String says) {
        server.says(says);

        assertThat(drafter().drafts("写两个字", "材料"))
                .extracting(draft -> draft.path("text").stringValue())
                .containsExactly("一", "二");
        var messages = server.asked().getFirst().path("messages");
        assertThat(messages.get(0).path("content").stringValue()).isEqualTo("写两个字");
        assertThat(messages.get(1).path("content").stringValue()).isEqualTo("材料");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"对不起，我不会", "[", "{\"text\": \"一\"}", "[]", "[1, 2]", "null", "``` ```"})
    void failsOnWhatIsNoListOfDrafts(String says) {
        server.says(says);

        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> drafter().drafts("写两个字", "材料"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ModelFailure.Kind.NONSENSE));
    }

    @Test
    void tellsWhatWentWrong() {
        server.answers(503, "{}");
        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> drafter().drafts("写两个字", "材料"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ModelFailure.Kind.REFUSED));

        server.saysNothing();
        var hurried = new ModelDrafter(server.settings(Duration.ofMillis(300)));
        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> hurried.drafts("写两个字", "材料"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ModelFailure.Kind.LATE));

        server.close();
        assertThatExceptionOfType(ModelFailure.class)
                .isThrownBy(() -> drafter().drafts("写两个字", "材料"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ModelFailure.Kind.UNREACHABLE));
    }
}
