package banshi.eval.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.dialogue.Tellings;
import banshi.assistant.language.Reader;
import banshi.corpus.MatterId;
import banshi.corpus.Telling;
import banshi.corpus.TellingPattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    private static final MatterId MATTER = new MatterId("m");
    private static final Reader READER = new Reader(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "弄丢了",
                "户口…外省",
                "{岁 0-15}",
                "孩子{岁 16-16}",
                "不到{岁 0-15}",
                "超过{天 366-}",
                "过期{天 731-}",
                "{天 0-179}",
                "扣了{分 1-11}",
                "{人 1000-}",
                "{次 3-}",
                "{座 7-9}的车",
                "{年 6-6}",
                "{米 5-}",
                "{元 100-200}",
                "{外省}户口",
                "{省内}的",
                "住在{市内}",
                "{境外}出生"
            })
    void makesWordsInWhichTheFragmentIsFound(String says) {
        var pattern = TellingPattern.parse(says).orElseThrow();
        var tellings = new Tellings(List.of(new Telling(MATTER, "s", "o", says)));
        var different = new HashSet<String>();
        for (int seed = 0; seed < 50; seed++) {
            var words = Wording.of(
                    pattern, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
            words.ifPresent(different::add);
        }

        assertThat(different)
                .isNotEmpty()
                .allSatisfy(words -> assertThat(tellings.told(MATTER, READER.read(words)))
                        .as(words)
                        .isEqualTo(Map.of("s", "o")));
        if (says.contains("-}") || says.contains("省")) assertThat(different).hasSizeGreaterThan(1);
    }

    @Test
    void saysNothingWhereNoNumberFits() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);

        assertThat(Wording.of(TellingPattern.parse("超过{天 1-1}").orElseThrow(), random))
                .isEmpty();
    }
}
