package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.language.Reader;
import banshi.assistant.release.TestRelease;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderEmbeddingModelTest {
    private final SentenceEncoder encoder = TestRelease.encoder();
    private final EncoderEmbeddingModel model = new EncoderEmbeddingModel(encoder);

    @ParameterizedTest(name = "“{0}”")
    @ValueSource(strings = {"户口本丢了怎么补", "iPhone上怎么打开浙里办APP", "ＡＢＣ１２", "⾝份证①"})
    void givesTheVectorThatAQuestionOfTheseWordsHas(String said) {
        var asked = new Reader(List.of()).read(said).text();

        assertThat(model.embed(said).content().vector()).isEqualTo(encoder.encode(asked));
    }

    @Test
    void embedsManyInTheirOrder() {
        var embedded = model.embedAll(List.of(TextSegment.from("护照"), TextSegment.from("身份证")));

        assertThat(embedded.content())
                .extracting(Embedding::vector)
                .containsExactly(encoder.encode("护照"), encoder.encode("身份证"));
        assertThat(model.embedAll(List.of()).content()).isEmpty();
    }

    @Test
    void knowsItsDimension() {
        assertThat(model.dimension())
                .isEqualTo(model.embed("护照").content().dimension())
                .isEqualTo(512);
    }
}
