package banshi.assistant.understanding;

import banshi.corpus.yaml.ContentJson;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How much each kind of evidence counts, and how sure that makes (判断权重): fitted to development questions that no content has seen,
 * by {@code ./banshi train}. Immutable.
 *
 * @param words for what the words alone say
 * @param meaning for words and sentence vector together
 * @param clear from this probability on, the words alone decide and no vector is computed
 * @param leastWords fewer of its pieces known than this share, and no passage nearer than {@code leastCosine}: not familiar
 * @param leastCosine see {@code leastWords}
 * @param following for words that come after others
 */
public record Judgement(
        Weights words, Weights meaning, double clear, double leastWords, double leastCosine, InContext following) {
    private static final String RESOURCE = "judgement.json";

    /**
     * The weights of one way of reading.
     *
     * @param subjects of {@link Evidence}'s features of a subject, in their order
     * @param aspects likewise of an aspect
     * @param slope see {@link Calibration}
     * @param shift see {@link Calibration}
     */
    public record Weights(List<Double> subjects, List<Double> aspects, double slope, double shift) {
        public Weights {
            subjects = List.copyOf(subjects);
            aspects = List.copyOf(aspects);
        }
    }

    /**
     * How words are read that come after others: see {@link Following}.
     *
     * @param words for what the words alone say, and the same with what was spoken of named before them; relations times clues
     * @param meaning for words and sentence vectors together
     * @param clear from this probability on, the words alone decide and no vector is computed
     */
    public record InContext(Weights words, Weights meaning, double clear) {}

    public Judgement {
        if (!(clear >= 0)) throw new IllegalArgumentException("clear must be a probability or more, not " + clear);
    }

    /**
     * The one that belongs to this version of the program.
     *
     * @throws UncheckedIOException if it is not on the class path
     */
    public static Judgement published() {
        return ContentJson.resource(Judgement.class, RESOURCE);
    }

    /** The same, with another probability from which on the words alone decide: 0 for always, 2 for never. */
    public Judgement clearFrom(double other) {
        return new Judgement(
                words,
                meaning,
                other,
                leastWords,
                leastCosine,
                new InContext(following.words(), following.meaning(), other));
    }

    /** The same, with other weights for words that come after others. */
    public Judgement following(InContext other) {
        return new Judgement(words, meaning, clear, leastWords, leastCosine, other);
    }
}
