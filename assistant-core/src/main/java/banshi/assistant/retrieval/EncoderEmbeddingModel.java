package banshi.assistant.retrieval;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;

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
                .map(s -> Embedding.from(encoder.encode(s.text().toLowerCase(java.util.Locale.ROOT))))
                .toList());
    }

    @Override
    public int dimension() {
        return encoder.dimensions();
    }
}
