package banshi.channels.cache;

import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Caches that event loops may write to (缓存). Caffeine leaves its upkeep to a pool of threads; where that is late, because all processors
 * are at work, writers wait for it, and an event loop that waits keeps everybody waiting. These are kept up by who writes,
 * so that nobody waits for more than the microseconds of another's upkeep.
 */
public final class Caches {
    private Caches() {}

    /** A cache that holds whatever it is given, until more is said. */
    public static Caffeine<Object, Object> newBuilder() {
        return Caffeine.newBuilder().executor(Runnable::run);
    }
}
