package banshi.corpus.history;

import java.util.List;

/**
 * What a field said and says (改动).
 *
 * @param before empty where there was nothing
 * @param after empty where there is nothing any more
 * @param marks both at once, word by word
 */
public record Change(Field field, String before, String after, List<Mark> marks) {
    public Change {
        marks = List.copyOf(marks);
    }

    Change(Field field, String before, String after) {
        this(field, before, after, WordMarks.of(before, after));
    }

    /** Two texts at once, word by word: what stands in both, in the first alone, in the second alone. */
    public static List<Mark> marks(String before, String after) {
        return WordMarks.of(before, after);
    }

    /** A run of words and what became of it (修订标记). */
    public record Mark(Fate fate, String words) {}

    /** Of words. */
    public enum Fate {
        KEPT,
        GONE,
        NEW
    }
}
