package banshi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.corpus.yaml.ContentJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhenTest {
    @Test
    void theEmptyWhenAlwaysApplies() {
        assertThat(When.ALWAYS.always()).isTrue();
        assertThat(new When(Map.of("reason", List.of("lost"))).always()).isFalse();
    }

    @Test
    void refusesASituationWithoutAnOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new When(Map.of("reason", List.of())))
                .withMessage("when reason names no option");
    }

    @Test
    void keepsTheOrderInWhichItIsWritten() {
        var written = new LinkedHashMap<String, List<String>>();
        for (String id : List.of("z", "m", "a", "q", "b")) written.put(id, List.of("yes"));

        assertThat(new When(written).anyOf().keySet()).containsExactly("z", "m", "a", "q", "b");
    }

    @Test
    void cannotBeChangedThroughWhatItWasMadeOf() {
        var options = new ArrayList<>(List.of("lost"));
        var written = new LinkedHashMap<String, List<String>>(Map.of("reason", options));
        var when = new When(written);

        options.add("broken");
        written.clear();

        assertThat(when).isEqualTo(new When(Map.of("reason", List.of("lost"))));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> when.anyOf().clear());
    }

    @Test
    void readsOneOptionWithoutBrackets() {
        var mapper = ContentJson.mapper();

        assertThat(mapper.readValue("{\"reason\": \"lost\", \"age\": [\"adult\", \"old\"]}", When.class))
                .isEqualTo(new When(Map.of("reason", List.of("lost"), "age", List.of("adult", "old"))));
        assertThat(mapper.writeValueAsString(new When(Map.of("reason", List.of("lost")))))
                .isEqualTo("{\"reason\":[\"lost\"]}");
    }
}
