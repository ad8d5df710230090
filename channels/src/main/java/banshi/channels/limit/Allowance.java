package banshi.channels.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;

/** So many within a time (限额): a bucket that holds that many and fills evenly. Thread-safe. */
final class Allowance {
    private final int most;
    private final double nanosForOne;
    private final Ticker ticker;
    private double left;
    private long at;

    /**
     * A full one.
     *
     * @param most 1 or more
     */
    Allowance(int most, Duration within, Ticker ticker) {
        this.most = most;
        nanosForOne = (double) within.toNanos() / most;
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
        left = Math.min(most, left + (now - at) / nanosForOne);
        at = now;
        if (left < 1) return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) * nanosForOne)));
        left--;
        return Optional.empty();
    }
}
