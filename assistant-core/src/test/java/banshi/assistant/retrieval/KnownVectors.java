package banshi.assistant.retrieval;

import java.util.Map;

/** An encoder of tests: knows a few texts by heart. */
final class KnownVectors implements SentenceEncoder {
    private final Map<String, float[]> vectors;

    KnownVectors(Map<String, float[]> vectors) {
        this.vectors = vectors;
    }

    @Override
    public float[] encode(String text) {
        var vector = vectors.get(text);
        if (vector == null) throw new AssertionError("nobody told the vector of " + text);
        return vector.clone();
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public String fingerprint() {
        return "known";
    }

    /** The vector of norm 1 whose cosine with {1, 0} is this. */
    static float[] at(double cosine) {
        return new float[] {(float) cosine, (float) Math.sqrt(1 - cosine * cosine)};
    }
}
