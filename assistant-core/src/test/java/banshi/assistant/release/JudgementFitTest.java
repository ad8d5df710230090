package banshi.assistant.release;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.understanding.JudgementFit;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementFitTest {
    /** Put otherwise than published, some of them with a wrong label: nobody is always right. */
    private static List<JudgementFit.Asked> asked() {
        var reader = TestRelease.release().reader();
        var asked = new ArrayList<JudgementFit.Asked>();
        int number = 0;
        for (var phrasing : TestRelease.content().phrasings()) {
            if (number++ % 200 != 0) continue;
            boolean mislabelled = number % 1_000 == 1;
            var matter = mislabelled ? new MatterId("quan-register") : phrasing.matter();
            asked.add(new JudgementFit.Asked(
                    reader.read("我家老人托我打听的，" + phrasing.text() + "，说一声"),
                    Map.of(matter, Set.<AspectId>of(phrasing.aspect())),
                    Set.of()));
        }
        for (var topic : TestRelease.content().topics())
            asked.add(
                    new JudgementFit.Asked(reader.read(topic.says().getFirst() + "啊"), Map.of(), Set.of(topic.act())));
        return asked;
    }

    @Test
    void isNoSurerThanTheLabelsAreRight() {
        var understanding = TestRelease.release().understanding();
        var asked = asked();
        var judgement = JudgementFit.fit(understanding, asked);

        assertThat(judgement.words().subjects().getFirst()).isPositive(); // what the words say
        assertThat(judgement.words().aspects().getFirst()).isPositive();
        var fitted = understanding.with(judgement);
        var sure = asked.stream()
                .filter(a -> !a.accepted().isEmpty())
                .mapToDouble(a -> fitted.read(a.question()).candidates().stream()
                        .mapToDouble(c -> c.p())
                        .max()
                        .orElse(0))
                .average()
                .orElseThrow();
        assertThat(sure).isBetween(0.6, 0.9);
    }

    @Test
    void doesNotListenToWhatIsNotHeard() {
        var judgement =
                JudgementFit.fit(TestRelease.release().understanding(), asked(), kind -> !kind.startsWith("nearest"));
        assertThat(judgement.meaning().subjects().subList(7, 10)).containsOnly(0.0);
        assertThat(judgement.meaning().subjects().getFirst()).isPositive();
    }

    @Test
    void takesAnyRefusalForRightWhereTheQuestionIsNotOurs() {
        var reader = TestRelease.release().reader();
        var asked =
                new JudgementFit.Asked(reader.read("结婚证怎么领"), Map.of(), Set.of(Topic.Act.DECLINE, Topic.Act.HANDOFF));
        assertThat(JudgementFit.fit(
                        TestRelease.release().understanding(), List.of(asked, asked, asked, asked, asked, asked)))
                .isNotNull();
    }
}
