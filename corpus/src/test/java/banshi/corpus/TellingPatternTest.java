package banshi.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.TellingPattern.Gap;
import banshi.corpus.TellingPattern.Letters;
import banshi.corpus.TellingPattern.Measure;
import banshi.corpus.TellingPattern.Place;
import banshi.corpus.TellingPattern.Unit;
import banshi.corpus.TellingPattern.Where;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TellingPatternTest {
    @Test
    void readsLettersGapsMeasuresAndPlaces() {
        assertThat(TellingPattern.parse("还有{天 0-90}…到期").orElseThrow().pieces())
                .containsExactly(new Letters("还有"), new Measure(Unit.DAYS, 0, 90), new Gap(), new Letters("到期"));
        assertThat(TellingPattern.parse("{岁 70-}").orElseThrow().pieces())
                .containsExactly(new Measure(Unit.AGE, 70, Integer.MAX_VALUE));
        assertThat(TellingPattern.parse("户口…{外省}").orElseThrow().pieces())
                .containsExactly(new Letters("户口"), new Gap(), new Place(Where.OTHER_PROVINCE));
        assertThat(TellingPattern.parse("C1照").orElseThrow().pieces()).containsExactly(new Letters("c1照"));
    }

    @Test
    void anAnswerBeginsWithAnEqualsSign() {
        assertThat(TellingPattern.parse("=没有").orElseThrow())
                .isEqualTo(new TellingPattern(true, java.util.List.of(new Letters("没有"))));
        assertThat(TellingPattern.parse("没有").orElseThrow().answer()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "=",
                "…丢了",
                "丢了…",
                "丢……了",
                "丢了，没了",
                "{岁 9-3}",
                "{斤 1-2}",
                "{岁 1-2}{天 1-2}",
                "丢 了",
                "{岁 1-2",
                "{外国}"
            })
    void refusesWhatIsNone(String says) {
        assertThat(TellingPattern.parse(says)).isEmpty();
    }
}
