package banshi.assistant.retrieval;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Our sentence encoder for LangChain4j users (LangChain4j 句向量接口): the same vectors, none of its wrapper's cost. */
public final class EncoderEmbeddingModel implements EmbeddingModel {
    private final SentenceEncoder encoder;

    /** Wraps an encoder; closing it stays the caller's business. */
    public EncoderEmbeddingModel(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return Response.from(segments.stream()
                .map(s -> Embedding.from(encoder.encode(normalized(s.text()))))
                .toList());
    }

    /** The encoder's vocabulary has neither full width nor upper case. */
    private static String normalized(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    @Override
    public int dimension() {
        return encoder.dimensions();
    }
}
