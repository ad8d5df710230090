package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.assistant.release.TestRelease;
import banshi.corpus.Content;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledTest {
    private final Content content = TestRelease.content();
    private final Reader reader = new Reader(content.terms());
    private final Labelled labelled = Labelled.of(content, reader);

    @Test
    void numbersPassagesFromNothingUp() {
        var passages = labelled.passages();

        assertThat(passages).hasSize(labelled.passageCount());
        for (int p = 0; p < passages.size(); p++)
            assertThat(passages.get(p).ordinal()).isEqualTo(p);
    }

    @Test
    void hasASubjectForEachMatterWithContentOrWithoutAndEachTopic() {
        var subjects = IntStream.range(0, labelled.subjectCount())
                .mapToObj(labelled::subject)
                .toList();

        assertThat(subjects)
                .hasSize(content.matters().size()
                        + content.catalogue().size()
                        + content.topics().size())
                .doesNotHaveDuplicates();
        assertThat(subjects)
                .contains(new Subject.OfMatter(new MatterId("huji-hukoubu-reissue"), true))
                .contains(new Subject.OfMatter(new MatterId("huji-adoption-registration"), false))
                .anyMatch(s -> s instanceof Subject.OfTopic(var id, var act) && act == Topic.Act.EMERGENCY);
    }

    @Test
    void labelsEachPhrasingWithItsMatterAndAspect() {
        var wanted = new HashMap<String, Subject>();
        for (var phrasing : content.phrasings())
            wanted.put(reader.read(phrasing.text()).key(), new Subject.OfMatter(phrasing.matter(), true));
        for (int p = 0; p < labelled.passageCount(); p++) {
            if (labelled.aspectOf(p) == Labelled.NO_ASPECT) continue;
            assertThat(labelled.isName(p)).isFalse();
            assertThat(labelled.subject(labelled.subjectOf(p)))
                    .isEqualTo(wanted.get(labelled.question(p).key()));
        }
        long labels = IntStream.range(0, labelled.passageCount())
                .filter(p -> labelled.aspectOf(p) != Labelled.NO_ASPECT)
                .count();
        assertThat(labels).isEqualTo(content.phrasings().size());
    }

    @Test
    void listsThePassagesOfASubject() {
        for (int s = 0; s < labelled.subjectCount(); s++) {
            assertThat(labelled.passagesOf(s)).isNotEmpty().isSorted();
            for (int p : labelled.passagesOf(s))
                assertThat(labelled.subjectOf(p)).isEqualTo(s);
        }
    }

    @Test
    void knowsAPublishedPhrasingAgainInAnyDress() {
        var phrasing = content.phrasings().getFirst();
        int same = labelled.same(reader.read("　" + phrasing.text() + "？？！"));

        assertThat(same).isNotNegative();
        assertThat(labelled.aspect(labelled.aspectOf(same))).isEqualTo(phrasing.aspect());
        assertThat(labelled.same(reader.read("这句话谁也没有写过"))).isNegative();
        assertThat(labelled.same(reader.read(""))).isNegative();
    }

    @Test
    void takesANameForNoPublishedQuestion() {
        var matter = content.matters().getFirst();

        assertThat(labelled.same(reader.read(matter.name()))).isNegative();
    }

    @Test
    void hasTheSameOrderEveryTime() {
        assertThat(Labelled.of(content, new Reader(content.terms())).passages()).isEqualTo(labelled.passages());
    }
}
