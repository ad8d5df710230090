package banshi.assistant.release;

import banshi.assistant.TextKey;
import banshi.assistant.dialogue.Heard;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/**
 * What questions were read as, for those asked again (读法缓存). Many people ask in the same words, and a reading may cost a sentence
 * vector. Holds no words of anybody: a question is known by its {@link TextKey}. Those of another release are forgotten with
 * it. Thread-safe; never waits; about a microsecond.
 */
final class ReadingCache {
    private final int most;
    private volatile Shelf shelf = new Shelf(this, 0);

    private record Shelf(Object by, Cache<TextKey, Heard> readings) {
        Shelf(Object by, int most) {
            this(
                    by,
                    Caffeine.newBuilder()
                            .maximumSize(most)
                            .executor(Runnable::run)
                            .build());
        }
    }

    /** @param most how many readings are kept; 0 for none */
    ReadingCache(int most) {
        this.most = most;
    }

    /**
     * The reading of what was said.
     *
     * @param by the release that makes it
     * @param said as it was said
     * @param made asked if it is not known
     */
    Heard of(Object by, String said, Supplier<Heard> made) {
        var readings = by(by);
        var key = TextKey.of(said);
        var known = readings.getIfPresent(key);
        if (known != null) return known;
        var reading = made.get();
        readings.put(key, reading);
        return reading;
    }

    private Cache<TextKey, Heard> by(Object by) {
        var current = shelf;
        if (!current.by().equals(by)) shelf = current = new Shelf(by, most);
        return current.readings();
    }
}
