package banshi.assistant.retrieval;

/**
 * What a token of each field of the index weighs (字段权重); 0 leaves the field out.
 *
 * @param words of segmented words
 * @param bigrams of pairs of neighbouring characters
 * @param pinyin of pairs of neighbouring syllables
 */
public record FieldWeights(float words, float bigrams, float pinyin) {
    /** Words say most; pinyin only helps where characters are wrong. */
    public static final FieldWeights ALL = new FieldWeights(1f, 0.6f, 0.35f);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is negative or not finite, or all are 0
     */
    public FieldWeights {
        for (float weight : new float[] {words, bigrams, pinyin}) {
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY))
                throw new IllegalArgumentException("a field weighs " + weight + "; allowed: 0 or more");
        }
        if (words + bigrams + pinyin == 0) throw new IllegalArgumentException("no field is left to search");
    }

    /** The same, searching no words. */
    public FieldWeights withoutWords() {
        return new FieldWeights(0, bigrams, pinyin);
    }

    /** The same, searching no pairs of characters. */
    public FieldWeights withoutBigrams() {
        return new FieldWeights(words, 0, pinyin);
    }

    /** The same, searching no pinyin. */
    public FieldWeights withoutPinyin() {
        return new FieldWeights(words, bigrams, 0);
    }
}
