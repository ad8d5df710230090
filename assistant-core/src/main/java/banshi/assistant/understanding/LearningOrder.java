package banshi.assistant.understanding;

import banshi.assistant.TextKey;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In what order examples are learned from (学习次序). Each pass has an order of its own, as if drawn, but where an example stands among others
 * follows from their texts alone: one example more moves none of those that were there, and little of what is learned. Immutable, thread-safe.
 */
final class LearningOrder {
    /** Steps of a sequence that fills 64 bits evenly. Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long[] marks;

    private LearningOrder(long[] marks) {
        this.marks = marks;
    }

    /** Of as many examples as there are texts; those of one text stay in the order given. */
    static LearningOrder of(List<String> texts) {
        return new LearningOrder(
                texts.stream().mapToLong(text -> TextKey.of(text).first()).toArray());
    }

    /**
     * The examples in the order of one pass.
     *
     * @param pass from 0
     * @return each ordinal once
     */
    int[] of(int pass) {
        var places = new long[marks.length];
        for (int i = 0; i < places.length; i++) places[i] = mixed(marks[i] + pass * GOLDEN);
        return IntStream.range(0, places.length)
                .boxed()
                .sorted((a, b) -> Long.compare(places[a], places[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The finalizer of the source above: bits that are near each other come out far apart. */
    private static long mixed(long bits) {
        long once = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        long twice = (once ^ once >>> 27) * 0x94D049BB133111EBL;
        return twice ^ twice >>> 31;
    }
}
