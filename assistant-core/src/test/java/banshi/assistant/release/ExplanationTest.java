package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static Explanation explain(String text) {
        var release = TestRelease.release();
        return release.understanding().explain(release.reader().read(text), release.search());
    }

    @Test
    void tellsWhatWasReadAndWhatItWasReadAs() {
        var why = explain("戶口本掉了咋补");
        assertThat(why.text()).isEqualTo("户口本掉了咋补");
        assertThat(why.words()).isNotEmpty();
        assertThat(why.expansions()).contains(new Explanation.Expansion("户口本", "户口簿"));
    }

    @Test
    void tellsTheNearestQuestionsAndTheReadingsWithWhatSpokeForThem() {
        var why = explain("户口本掉了咋补");
        assertThat(why.nearest()).hasSize(5).anySatisfy(n -> {
            assertThat(n.subject()).isEqualTo("huji-hukoubu-reissue");
            assertThat(n.score()).isBetween(0.5, 1.01);
        });
        assertThat(why.nearestInWords()).hasSize(5).anySatisfy(n -> {
            assertThat(n.subject()).isEqualTo("huji-hukoubu-reissue");
            assertThat(n.score()).isBetween(0.3, 1.0);
        });
        var best = why.subjects().getFirst();
        assertThat(best.id()).isEqualTo("huji-hukoubu-reissue");
        assertThat(best.contributions()).containsKeys("words", "meaning", "nearest");
        assertThat(best.behind()).isEmpty();
        assertThat(why.aspects()).isNotEmpty();
    }

    @Test
    void tellsWhyARivalLost() {
        var rival = explain("户口本掉了咋补").subjects().get(1);
        assertThat(rival.behind()).isNotEmpty();
        assertThat(List.copyOf(rival.behind().values()))
                .allMatch(less -> less > 0)
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void tellsWhatThePolicyMakesOfTheReading() {
        var assistant = new ReleaseAssistant(new Releases(TestRelease.release()));
        var explained = assistant.explain(
                new Utterance("户口本丢了网上能补办吗", Utterance.Channel.WEB, null, LocalDate.of(2026, 11, 22)));
        assertThat(explained.release())
                .isEqualTo(TestRelease.release().summary().id());
        assertThat(explained.move())
                .isInstanceOfSatisfying(
                        Move.Answer.class,
                        answer -> assertThat(answer.reading().matter().value()).isEqualTo("huji-hukoubu-reissue"));
        assertThat(explained.thresholds()).isEqualTo(TestRelease.release().policy());
    }

    @Test
    void readsAsTheAssistantDoes() {
        for (var phrasing : TestRelease.content().phrasings().subList(0, 50)) {
            var text = "我家" + phrasing.text();
            var question = TestRelease.release().reader().read(text);
            var reading = TestRelease.release().understanding().read(question);
            assertThat(explain(text).step()).as(text).isEqualTo(reading.step());
        }
    }

    @Test
    void tellsWhichStepDecided() {
        assertThat(explain("！？").step()).isEqualTo(Reading.Step.NOTHING);
        var published = TestRelease.content().phrasings().getFirst().text();
        assertThat(explain(published).step()).isEqualTo(Reading.Step.KNOWN);
        var clear = explain("居民户口簿丢了补领要带什么材料呢");
        assertThat(clear.byWords()).isGreaterThanOrEqualTo(clear.clear());
        assertThat(clear.step()).isEqualTo(Reading.Step.WORDS);
        assertThat(explain("那个红皮的给我搞没了，我想再来一个，行不行呀").step()).isEqualTo(Reading.Step.MEANING);
    }
}
