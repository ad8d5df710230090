package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.release.Release;
import banshi.assistant.understanding.Reading;
import banshi.eval.SmallRelease;
import banshi.eval.subject.RecordedEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionKindsTest {
    @Test
    void areSortedAsTheReleaseReadsThem() throws Exception {
        var kinds = QuestionKinds.of(SmallRelease.folder(), null);
        var release = Release.open(SmallRelease.folder(), RecordedEncoder.empty(SmallRelease.folder()));

        assertThat(steps(release, kinds.known())).containsOnly(Reading.Step.KNOWN);
        assertThat(steps(release, drawnOut(kinds.lexical()))).containsOnly(Reading.Step.WORDS);
        assertThat(steps(release, drawnOut(kinds.fresh()))).containsOnly(Reading.Step.MEANING);
        assertThat(kinds.fresh()).doesNotHaveDuplicates();
    }

    private static List<String> drawnOut(List<String> texts) {
        return texts.stream().map(Requests::drawnOut).toList();
    }

    private static List<Reading.Step> steps(Release release, List<String> texts) {
        return texts.stream()
                .map(t -> release.understanding().read(release.reader().read(t)).step())
                .toList();
    }
}
