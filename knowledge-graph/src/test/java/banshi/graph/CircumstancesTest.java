package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import banshi.corpus.When;
import banshi.corpus.yaml.ContentJson;
import banshi.graph.Circumstances.Truth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircumstancesTest {
    @ParameterizedTest(name = "{0} where {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // one situation, one option
                "{'a': 'x'} | {} | UNKNOWN",
                "{'a': 'x'} | {'a': 'x'} | YES",
                "{'a': 'x'} | {'a': 'y'} | NO",
                "{'a': 'x'} | {'b': 'x'} | UNKNOWN",
                // one situation, any of its options
                "{'a': ['x', 'y']} | {'a': 'x'} | YES",
                "{'a': ['x', 'y']} | {'a': 'y'} | YES",
                "{'a': ['x', 'y']} | {'a': 'z'} | NO",
                // all situations: no beats unknown beats yes
                "{'a': 'x', 'b': 'x'} | {'a': 'x', 'b': 'x'} | YES",
                "{'a': 'x', 'b': 'x'} | {'a': 'x'} | UNKNOWN",
                "{'a': 'x', 'b': 'x'} | {'b': 'x'} | UNKNOWN",
                "{'a': 'x', 'b': 'x'} | {'a': 'y'} | NO",
                "{'a': 'x', 'b': 'x'} | {'b': 'y'} | NO",
                "{'a': 'x', 'b': 'x'} | {'a': 'x', 'b': 'y'} | NO",
                "{'a': 'x', 'b': 'x'} | {'a': 'y', 'b': 'y'} | NO",
                "{'a': 'x', 'b': 'x'} | {} | UNKNOWN",
                // what the condition does not ask is no matter
                "{'a': 'x'} | {'a': 'x', 'c': 'q'} | YES",
                // the empty condition
                "{} | {} | YES",
                "{} | {'a': 'x'} | YES",
            })
    void holdsIfEverySituationIsKnownToFit(String when, String known, Truth truth) {
        assertThat(new Circumstances(map(known)).truth(when(when))).isEqualTo(truth);
    }

    @Test
    void learningReplacesWhatWasKnownOfASituationAndLeavesTheRest() {
        var before = Circumstances.NONE.and("a", "x").and("b", "x");
        var after = before.and("a", "y");

        assertThat(after.known()).isEqualTo(Map.of("a", "y", "b", "x"));
        assertThat(before.known()).isEqualTo(Map.of("a", "x", "b", "x"));
        assertThat(Circumstances.NONE.known()).isEmpty();
    }

    @Test
    void cannotBeChangedThroughWhatItWasMadeOf() {
        var known = new HashMap<>(Map.of("a", "x"));
        var circumstances = new Circumstances(known);

        known.put("a", "y");

        assertThat(circumstances).isEqualTo(Circumstances.NONE.and("a", "x"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> circumstances.known().put("b", "x"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> map(String json) {
        return ContentJson.mapper().readValue(json.replace('\'', '"'), Map.class);
    }

    private static When when(String json) {
        return ContentJson.mapper().readValue(json.replace('\'', '"'), When.class);
    }
}
