package banshi.corpus.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import banshi.corpus.Content;
import banshi.corpus.Validity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** What a release keeps is what was read. */
class ContentJsonTest {
    private static Content content;

    @BeforeAll
    static void readContent() {
        content = ((CheckedContent.Sound) ContentReader.read(Path.of("content"), LocalDate.now())).content();
    }

    @Test
    void contentComesBackEqual() {
        var json = ContentJson.mapper().writeValueAsBytes(content);

        assertThat(ContentJson.mapper().readValue(json, Content.class)).isEqualTo(content);
    }

    @Test
    void writesTheSameBytesAgain() {
        var json = ContentJson.mapper().writeValueAsString(content);
        var again = ContentJson.mapper().readValue(json, Content.class);

        assertThat(ContentJson.mapper().writeValueAsString(again)).isEqualTo(json);
    }

    @Test
    void keepsTheFactsOfAMatterInTheOrderOfItsFile() {
        var matter = content.matters().stream()
                .filter(m -> m.id().value().equals("huji-birth-registration"))
                .findFirst()
                .orElseThrow();

        assertThat(matter.facts().keySet())
                .containsExactly("report-window", "paternity-rule", "joint-service", "shared-docs");
    }

    @Test
    void writesKebabCaseAndLeavesOutWhatIsNotThere() {
        var json = ContentJson.mapper().valueToTree(content.matters().getFirst());

        assertThat(json.has("short-name")).isTrue();
        assertThat(json.has("validity")).as("the words about the result").isTrue();
        assertThat(json.has("result-validity")).isFalse();
        assertThat(json.has("valid")).as("no days are given").isFalse();
    }

    @Test
    void writesDaysAsTheyAreWrittenInTheFiles() {
        var validity = new Validity(LocalDate.of(2026, 1, 31), null);

        assertThat(ContentJson.mapper().writeValueAsString(validity)).isEqualTo("{\"from\":\"2026-01-31\"}");
    }

    @Test
    void refusesAFieldThatNoRecordHas() {
        assertThatExceptionOfType(JacksonException.class)
                .isThrownBy(() -> ContentJson.mapper().readValue("{\"form\":\"2026-01-31\"}", Validity.class));
    }

    @Test
    void absentListsAreEmpty() {
        var empty = ContentJson.mapper().readValue("{\"allow-list\":{}}", Content.class);

        assertThat(empty.matters()).isEmpty();
        assertThat(empty.allowList().phones()).isEqualTo(List.of());
    }
}
