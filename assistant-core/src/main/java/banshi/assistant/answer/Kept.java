package banshi.assistant.answer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** What was worked out once, so that it is not twice (缓存); forgotten all together when there is too much of it. Thread-safe. */
final class Kept<K, V> {
    /** A city's matters have fewer. */
    private static final int MOST = 4096;

    private final Map<K, V> values = new ConcurrentHashMap<>();

    /** The value of a key; may be worked out by two threads at once. */
    V of(K key, Function<K, V> work) {
        var known = values.get(key);
        if (known != null) return known;
        var value = work.apply(key);
        if (values.size() >= MOST) values.clear(); // yesterday's, or regions that somebody makes up
        values.put(key, value);
        return value;
    }
}
