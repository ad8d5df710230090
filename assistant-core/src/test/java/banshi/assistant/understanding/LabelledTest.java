package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.assistant.release.TestRelease;
import banshi.corpus.Content;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTest {
    private final Content content = TestRelease.content();
    private final Reader reader = new Reader(content.terms());
    private final Labelled labelled = Labelled.of(content, reader);
    private final Labels labels = labelled.labels();

    @Test
    void numbersPassagesFromNothingUp() {
        var passages = labelled.passages();

        assertThat(passages).hasSize(labels.passageCount());
        for (int p = 0; p < passages.size(); p++)
            assertThat(passages.get(p).ordinal()).isEqualTo(p);
    }

    @Test
    void hasASubjectForEachMatterWithContentOrWithoutEachBundleAndEachTopic() {
        var subjects = IntStream.range(0, labels.subjectCount())
                .mapToObj(labels::subject)
                .toList();

        assertThat(subjects)
                .hasSize(content.matters().size()
                        + content.catalogue().size()
                        + content.bundles().size()
                        + content.topics().size())
                .doesNotHaveDuplicates();
        assertThat(subjects)
                .contains(new Subject.OfMatter(new MatterId("huji-hukoubu-reissue"), true))
                .anyMatch(s -> s instanceof Subject.OfTopic(var id, var act) && act == Topic.Act.EMERGENCY);
    }

    @Test
    void labelsEachPhrasingWithItsMatterAndAspect() {
        var wanted = new HashMap<String, Subject>();
        for (var phrasing : content.phrasings())
            wanted.put(reader.read(phrasing.text()).key(), new Subject.OfMatter(phrasing.matter(), true));
        for (var pair : content.pairs()) {
            wanted.put(reader.read(pair.ours()).key(), new Subject.OfMatter(pair.matter(), true));
            wanted.put(reader.read(pair.theirs()).key(), new Subject.OfMatter(pair.neighbour(), true));
        }
        for (int p = 0; p < labels.passageCount(); p++) {
            if (labels.aspectOf(p) == Labels.NO_ASPECT) continue;
            assertThat(labels.isName(p)).isFalse();
            assertThat(labels.subject(labels.subjectOf(p)))
                    .isEqualTo(wanted.get(labelled.question(p).key()));
        }
        long withAspect = IntStream.range(0, labels.passageCount())
                .filter(p -> labels.aspectOf(p) != Labels.NO_ASPECT)
                .count();
        assertThat(withAspect)
                .isEqualTo(content.phrasings().size() + 2L * content.pairs().size());
    }

    @Test
    void listsThePassagesOfASubject() {
        for (int s = 0; s < labels.subjectCount(); s++) {
            assertThat(labels.passagesOf(s)).isNotEmpty().isSorted();
            for (int p : labels.passagesOf(s)) assertThat(labels.subjectOf(p)).isEqualTo(s);
        }
    }

    @Test
    void knowsAPublishedPhrasingAgainInAnyDress() {
        var phrasing = content.phrasings().getFirst();
        int same = labels.same(reader.read("　" + phrasing.text() + "？？！"));

        assertThat(same).isNotNegative();
        assertThat(labels.aspect(labels.aspectOf(same))).isEqualTo(phrasing.aspect());
        assertThat(labels.same(reader.read("这句话谁也没有写过"))).isNegative();
        assertThat(labels.same(reader.read(""))).isNegative();
    }

    @Test
    void takesANameForNoPublishedQuestion() {
        var published =
                content.phrasings().stream().map(p -> Reader.key(p.text())).collect(Collectors.toSet());
        var name = content.matters().stream()
                .map(Matter::name)
                .filter(n -> !published.contains(Reader.key(n)))
                .findFirst()
                .orElseThrow();

        assertThat(labels.same(reader.read(name))).isNegative();
    }

    @Test
    void areTheSameFromTheirFile(@TempDir Path folder) {
        labels.write(folder.resolve("labels"));
        var read = Labels.read(folder.resolve("labels"));
        read.write(folder.resolve("again"));

        assertThat(read.passageCount()).isEqualTo(labels.passageCount());
        assertThat(folder.resolve("again")).hasSameBinaryContentAs(folder.resolve("labels"));
    }

    @Test
    void hasTheSameOrderEveryTime() {
        assertThat(Labelled.of(content, new Reader(content.terms())).passages()).isEqualTo(labelled.passages());
    }
}
