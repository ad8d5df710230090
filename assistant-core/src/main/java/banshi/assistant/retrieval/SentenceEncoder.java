package banshi.assistant.retrieval;

/** Turns a sentence into a vector of its meaning (句向量). Implementations are thread-safe. */
public interface SentenceEncoder {
    /**
     * The vector of a text, of length {@link #dimensions()} and Euclidean norm 1, so that a dot product is a cosine.
     *
     * <p>Blocks; some milliseconds of native code.
     *
     * @param text normalised; cut after 510 tokens
     */
    float[] encode(String text);

    /** How many numbers a vector has. */
    int dimensions();

    /** Names the model and its exact weights; vectors of different fingerprints must not be compared. */
    String fingerprint();
}
