package banshi.channels.web;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * So many within a minute (每分钟限额): a bucket that holds that many and fills evenly. Thread-safe.
 */
final class PerMinute {
    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    private final int most;
    private final Ticker ticker;
    private double left;
    private long at;

    /** @param most 1 or more */
    PerMinute(int most, Ticker ticker) {
        this.most = most;
        this.ticker = ticker;
        left = most;
        at = ticker.read();
    }

    /**
     * Takes one.
     *
     * @return nothing if there was one; else how long until there is
     */
    synchronized Optional<Duration> take() {
        long now = ticker.read();
        left = Math.min(most, left + (now - at) / MINUTE * most);
        at = now;
        if (left < 1) return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / most * MINUTE)));
        left--;
        return Optional.empty();
    }
}
