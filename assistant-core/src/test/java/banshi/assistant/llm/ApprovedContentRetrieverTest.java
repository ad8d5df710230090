package banshi.assistant.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import banshi.assistant.release.ReleaseAssistant;
import banshi.assistant.release.Releases;
import banshi.assistant.release.TestRelease;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApprovedContentRetrieverTest {
    private final ApprovedContentRetriever retriever = new ApprovedContentRetriever(
            new ReleaseAssistant(new Releases(TestRelease.release())), () -> TestRelease.DAY, 0.01);

    private List<Content> retrieve(String text) {
        return retriever.retrieve(Query.from(text));
    }

    @Test
    void retrievesTheApprovedAnswerWithItsOriginAndProbability() {
        var best = retrieve("户口本丢了网上能补办吗").getFirst();
        assertThat(best.textSegment().metadata().getString("matter")).isEqualTo("huji-hukoubu-reissue");
        assertThat(best.textSegment().metadata().getString("aspect")).isEqualTo("can-online");
        assertThat(best.textSegment().metadata().getString("release"))
                .isEqualTo(TestRelease.release().summary().id());
        assertThat(best.textSegment().text()).contains("浙里办").doesNotContain("{{");
        assertThat((Double) best.metadata().get(ContentMetadata.SCORE)).isBetween(0.5, 1.0);
    }

    @Test
    void theLikeliestComesFirst() {
        assertThat(retrieve("身份证怎么办"))
                .extracting(c -> -(Double) c.metadata().get(ContentMetadata.SCORE))
                .isSorted();
    }

    @Test
    void retrievesNothingForWhatIsNotOurs() {
        assertThat(retrieve("结婚证丢了去哪里补")).isEmpty();
        assertThat(retrieve("！？")).isEmpty();
    }

    @Test
    void cutsWhatIsTooLongForAQuestion() {
        assertThat(retrieve("身份证".repeat(1_000))).isNotNull();
    }

    @Test
    void refusesAProbabilityThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApprovedContentRetriever(
                        new ReleaseAssistant(new Releases(TestRelease.release())), () -> TestRelease.DAY, 2));
    }
}
