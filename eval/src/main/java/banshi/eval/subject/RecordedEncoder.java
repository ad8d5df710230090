package banshi.eval.subject;

import banshi.assistant.release.ReleaseSummary;
import banshi.assistant.retrieval.SentenceEncoder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives back vectors that another encoder has made (重放的句向量), at no cost: what is measured with it is the rest. A text that was
 * not recorded has the vector of nothing, all noughts, which is enough to learn how far a question gets without its meaning.
 */
public final class RecordedEncoder implements SentenceEncoder {
    private static final int DIMENSIONS = 512;

    private final String fingerprint;
    private final Map<String, float[]> vectors;

    private RecordedEncoder(String fingerprint, Map<String, float[]> vectors) {
        this.fingerprint = fingerprint;
        this.vectors = vectors;
    }

    /**
     * One that has recorded nothing and opens the release.
     *
     * @throws tools.jackson.core.JacksonException if the folder holds no release
     */
    public static RecordedEncoder empty(Path release) {
        return new RecordedEncoder(ReleaseSummary.read(release).encoder(), Map.of());
    }

    /** The vectors of the texts, each made once. */
    public static RecordedEncoder of(SentenceEncoder encoder, List<String> texts) {
        var vectors = new HashMap<String, float[]>();
        for (var text : texts) vectors.computeIfAbsent(text, encoder::encode);
        return new RecordedEncoder(encoder.fingerprint(), vectors);
    }

    @Override
    public float[] encode(String text) {
        var vector = vectors.get(text);
        return vector == null ? new float[DIMENSIONS] : vector;
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
