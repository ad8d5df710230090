package banshi.assistant.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import banshi.corpus.yaml.Complaint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingTest {
    private static final Comparison NONE = Comparison.of(List.of());

    /** Of a hundred questions so many became wrong, and so many no longer are. */
    private static Comparison comparison(int spoilt, int mended) {
        var both = new ArrayList<Comparison.Both>();
        both.addAll(Collections.nCopies(spoilt, new Comparison.Both(Outcome.RIGHT, Outcome.WRONG)));
        both.addAll(Collections.nCopies(mended, new Comparison.Both(Outcome.WRONG, Outcome.RIGHT)));
        both.addAll(Collections.nCopies(100 - spoilt - mended, new Comparison.Both(Outcome.RIGHT, Outcome.RIGHT)));
        return Comparison.of(both);
    }

    private static Ruling of(Comparison ours) {
        return Ruling.of(new Replay("r-1", "r-2", 100, List.of(), NONE, ours, NONE));
    }

    @ParameterizedTest(name = "{0} spoilt, {1} mended: blocked {2}")
    @CsvSource({"0, 0, false", "1, 0, false", "3, 0, false", "8, 0, true", "8, 7, false", "0, 9, false", "20, 2, true"})
    void blocksWhereMoreIsAnsweredWronglyThanByChance(int spoilt, int mended, boolean blocked) {
        var verdict = of(comparison(spoilt, mended));

        assertThat(verdict instanceof Ruling.Blocked).isEqualTo(blocked);
        if (verdict instanceof Ruling.Blocked(var rules))
            assertThat(rules).singleElement().isInstanceOfSatisfying(Ruling.Rule.WrongAnswersUp.class, up -> {
                assertThat(up.among()).isEqualTo(Ruling.Among.OURS);
                assertThat(up.change().difference().value()).isCloseTo((spoilt - mended) / 100.0, within(1e-9));
            });
    }

    @Test
    void comparesPrecisionAndCoverageOfThoseAnswered() {
        var comparison = Comparison.of(List.of(
                new Comparison.Both(Outcome.RIGHT, Outcome.ASKED_BACK),
                new Comparison.Both(Outcome.WRONG, Outcome.DECLINED),
                new Comparison.Both(Outcome.RIGHT, Outcome.RIGHT),
                new Comparison.Both(Outcome.RIGHT, Outcome.RIGHT)));

        assertThat(comparison.precision().before().value()).isEqualTo(.75);
        assertThat(comparison.precision().after().value()).isEqualTo(1);
        assertThat(comparison.coverage().difference().value()).isEqualTo(-.5);
        assertThat(comparison.wrong().difference().value()).isEqualTo(-.25);
        assertThat(comparison.wrong().before().cases()).isEqualTo(4);
    }

    @Test
    void passesWhatWasAskedNothing() {
        assertThat(of(NONE)).isEqualTo(new Ruling.Passes());
    }

    @Test
    void blocksContentThatHasErrors() {
        List<Complaint> complaints = List.of();

        assertThat(Ruling.ofFaulty(complaints))
                .isEqualTo(new Ruling.Blocked(List.of(new Ruling.Rule.BrokenContent(complaints))));
    }
}
