package banshi.assistant.retrieval;

import banshi.assistant.TextKey;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that encodes nothing twice (记住的句向量): it first looks among vectors that were made before. Holds no words of anybody. Thread-safe; gives copies.
 */
public final class RememberingEncoder implements SentenceEncoder {
    /** Two kilobytes each. */
    private static final int MOST = 20_000;

    private final SentenceEncoder encoder;
    private final List<VectorsByText> known;
    private final Cache<TextKey, float[]> made =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /**
     * Remembers what an encoder makes.
     *
     * @param known vectors that the same encoder has made before
     */
    public RememberingEncoder(SentenceEncoder encoder, List<VectorsByText> known) {
        this.encoder = encoder;
        this.known = List.copyOf(known);
    }

    @Override
    public float[] encode(String text) {
        var key = TextKey.of(text);
        var vector = known(key);
        if (vector != null) return vector;
        return made.get(key, missing -> encoder.encode(text)).clone();
    }

    private float @Nullable [] known(TextKey key) {
        return known.stream()
                .map(vectors -> vectors.of(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public int dimensions() {
        return encoder.dimensions();
    }

    @Override
    public String fingerprint() {
        return encoder.fingerprint();
    }
}
