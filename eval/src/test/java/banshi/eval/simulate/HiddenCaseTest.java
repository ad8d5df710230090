package banshi.eval.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Matter;
import banshi.graph.Circumstances;
import banshi.graph.Circumstances.Truth;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCaseTest {
    private static final int CASES = 2000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(Long.getLong("test.seed", 1));

    private static List<Matter> matters;

    @BeforeAll
    static void open() {
        matters = Attentive.content().matters();
    }

    @ParameterizedTest
    @ValueSource(strings = {"idcard-renew", "huji-hukoubu-reissue"})
    void answersWhatArisesAndNothingElse(String id) {
        var matter = matter(id);
        for (int i = 0; i < CASES; i++) {
            var drawn = HiddenCase.of(matter, random);
            for (var situation : matter.situations())
                assertThat(drawn.known().containsKey(situation.id()))
                        .as("%s of %s", situation.id(), drawn)
                        .isEqualTo(drawn.truth(situation.arises()) == Truth.YES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idcard-renew", "huji-hukoubu-reissue"})
    void takesTheFirstOptionHalfOfTheTimeAndEachOtherToo(String id) {
        var situation = matter(id).situations().stream()
                .filter(s -> s.arises().always())
                .findFirst()
                .orElseThrow();
        var drawn = Stream.generate(() -> HiddenCase.of(matter(id), random))
                .limit(CASES)
                .map(Circumstances::known)
                .map(known -> known.get(situation.id()))
                .toList();

        assertThat(drawn.stream()
                        .filter(situation.options().getFirst().id()::equals)
                        .count())
                .isBetween(CASES * 45L / 100, CASES * 55L / 100);
        situation.options().forEach(option -> assertThat(drawn).contains(option.id()));
    }

    private static Matter matter(String id) {
        return matters.stream()
                .filter(m -> m.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
