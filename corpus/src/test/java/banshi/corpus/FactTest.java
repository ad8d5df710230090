package banshi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import banshi.corpus.yaml.ContentJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactTest {
    @Test
    void readsTheShortFormWithEverythingElseOpen() {
        var fact = ContentJson.mapper().readValue("{\"text\": \"不收钱\", \"basis\": [\"law-1\"]}", Fact.class);

        assertThat(fact).isEqualTo(new Fact("不收钱", false, List.of("law-1"), null, List.of()));
        assertThat(fact.validity()).isEqualTo(Validity.OPEN);
    }

    @Test
    void aVariantWithoutWhenHoldsInEverySituation() {
        var variant = new Fact.Variant(null, "3301", "不收钱", false, List.of("law-1"), null);

        assertThat(variant.condition()).isEqualTo(When.ALWAYS);
        assertThat(variant.validity()).isEqualTo(Validity.OPEN);
    }

    @Test
    void keepsItsOwnValidity() {
        var validity = new Validity(null, LocalDate.of(2026, 1, 1));

        assertThat(new Fact("一", false, List.of(), validity, List.of()).validity())
                .isEqualTo(validity);
    }

    @Test
    void cannotBeChangedThroughWhatItWasMadeOf() {
        var basis = new ArrayList<>(List.of("law-1"));
        var variants = new ArrayList<Fact.Variant>();
        var fact = new Fact("一", false, basis, null, variants);

        basis.clear();
        variants.add(new Fact.Variant(null, "33", "二", false, List.of(), null));

        assertThat(fact.basis()).containsExactly("law-1");
        assertThat(fact.variants()).isEmpty();
    }

    @Test
    void theFactsOfAMatterCannotBeChangedThroughWhatTheyWereMadeOf() {
        var basis = new ArrayList<>(List.of("law-1"));
        var variants = new ArrayList<Fact.Variant>();
        var timeLimit = new Matter.TimeLimit("一", "二", false, basis, variants);
        var where = new Matter.Where(Matter.Venue.ONLINE, "一", "二", false, basis, variants);
        var agent = new Matter.Agent(Verdict.YES, "一", false, basis, variants);
        var online = new Matter.Online(Matter.OnlineMode.FULL, "p", "l", "e", "一", false, basis, variants);

        basis.clear();

        assertThat(List.of(timeLimit.basis(), where.basis(), agent.basis(), online.basis()))
                .containsOnly(List.of("law-1"));
    }

    @Test
    void refusesAFactWithoutBasis() {
        assertThatNullPointerException().isThrownBy(() -> new Fact("一", false, null, null, List.of()));
    }
}
