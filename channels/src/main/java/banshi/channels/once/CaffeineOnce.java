package banshi.channels.once;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Makes once in this process alone (本进程一次办). What is being made is never forgotten for want of room. */
public final class CaffeineOnce implements Once {
    private static final byte[] NOTHING_YET = {};

    private final Cache<Name, CompletableFuture<byte[]>> made;

    /**
     * Where nothing has been made.
     *
     * @param kept how long after it was made
     * @param mostBytes kept; beyond it what was least asked for goes
     */
    public CaffeineOnce(Duration kept, long mostBytes, Ticker ticker) {
        made = Caches.newBuilder()
                .expireAfterWrite(kept)
                .weigher((Name _, CompletableFuture<byte[]> result) -> result.getNow(NOTHING_YET).length)
                .maximumWeight(mostBytes)
                .ticker(ticker)
                .build();
    }

    @Override
    public Mono<byte[]> made(Name name, Mono<byte[]> work) {
        return Mono.defer(() -> {
            var mine = new CompletableFuture<byte[]>();
            var before = made.asMap().putIfAbsent(name, mine);
            if (before != null) return Mono.fromFuture(before, true);
            work.subscribe(
                    result -> {
                        mine.complete(result);
                        made.asMap().replace(name, mine, mine); // weighs it
                    },
                    failure -> {
                        made.asMap().remove(name, mine); // before anybody hears of it and asks again
                        mine.completeExceptionally(failure);
                    });
            return Mono.fromFuture(mine, true);
        });
    }

    @Override
    public Mono<byte[]> found(Name name) {
        return Mono.defer(() -> {
            var there = made.getIfPresent(name);
            return there == null ? Mono.empty() : Mono.fromFuture(there, true);
        });
    }

    @Override
    public Mono<Void> forget(String owner) {
        return Mono.fromRunnable(
                () -> made.asMap().keySet().removeIf(name -> name.owner().equals(owner)));
    }

    /** How much is kept, after what is over has been let go. */
    long bytes() {
        made.cleanUp();
        return made.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}
