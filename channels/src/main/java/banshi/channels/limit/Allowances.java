package banshi.channels.limit;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts what many take (限额计数), each from a bucket of their own that fills evenly. Implementations are thread-safe and block nobody. */
public interface Allowances {
    /**
     * Takes one.
     *
     * @param name whose; the same name always with the same numbers
     * @param most that the bucket holds
     * @param within the time in which an empty one fills
     * @return nothing if there was one; else how long until there is. Does not fail
     */
    Mono<Duration> take(String name, int most, Duration within);
}
