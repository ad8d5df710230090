package banshi.channels.limit;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts in this process alone (本进程限额), and forgets whoever has not come for as long as a bucket takes to fill. */
public final class CaffeineAllowances implements Allowances {
    private static final int MOST_KNOWN = 500_000;

    private final LoadingCache<Key, Allowance> known;

    /** Where nobody has taken anything. */
    public CaffeineAllowances(Ticker ticker) {
        known = Caches.newBuilder()
                .expireAfter(Expiry.<Key, Allowance>accessing((key, _) -> key.within()))
                .maximumSize(MOST_KNOWN)
                .ticker(ticker)
                .build(key -> new Allowance(key.most(), key.within(), ticker));
    }

    private record Key(String name, int most, Duration within) {}

    @Override
    public Mono<Duration> take(String name, int most, Duration within) {
        return Mono.fromSupplier(
                () -> known.get(new Key(name, most, within)).take().orElse(null));
    }
}
