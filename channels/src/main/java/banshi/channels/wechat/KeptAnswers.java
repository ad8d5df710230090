package banshi.channels.wechat;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Answers that could not be told in time (留存答复), each citizen's, oldest first, and perhaps still being worked on. An answer is given away once.
 * Thread-safe.
 */
final class KeptAnswers {
    private static final int MOST_CITIZENS = 20_000;

    /** Of one citizen; one more takes the oldest's place. */
    private static final int MOST = 5;

    private final Duration lasts;
    private final Ticker ticker;
    private final AtomicLong ids;
    private final Cache<String, List<Kept>> kept;

    KeptAnswers(Duration lasts, InstantSource clock, Ticker ticker) {
        this.lasts = lasts;
        this.ticker = ticker;
        ids = new AtomicLong(clock.millis()); // an old link does not mean another answer after a restart
        kept = Caches.newBuilder()
                .expireAfterWrite(lasts)
                .maximumSize(MOST_CITIZENS)
                .ticker(ticker)
                .build();
    }

    /** One of them. Who knows {@code id} can ask for it, if it is theirs. */
    record Kept(String id, CompletableFuture<Answer> answer, long until) {}

    /** A name for an answer that is to be kept. */
    String newId() {
        return Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
    }

    void keep(String user, String id, CompletableFuture<Answer> answer) {
        long now = ticker.read();
        var entry = new Kept(id, answer, now + lasts.toNanos());
        kept.asMap().merge(user, List.of(entry), (before, _) -> {
            var all = Stream.concat(live(before, now), Stream.of(entry)).toList();
            return all.subList(Math.max(0, all.size() - MOST), all.size());
        });
    }

    /** Those that can be told now. */
    List<Kept> ready(String user) {
        var all = kept.getIfPresent(user);
        if (all == null) return List.of();
        return live(all, ticker.read()).filter(k -> k.answer().isDone()).toList();
    }

    /** Gives one away; nothing where it is not there, not theirs, too old or given away already. */
    Optional<CompletableFuture<Answer>> take(String user, String id) {
        var taken = new AtomicReference<Kept>();
        long now = ticker.read();
        kept.asMap().computeIfPresent(user, (_, before) -> {
            var rest = new ArrayList<Kept>();
            live(before, now).forEach(k -> {
                if (k.id().equals(id)) taken.set(k);
                else rest.add(k);
            });
            return rest.isEmpty() ? null : List.copyOf(rest);
        });
        return Optional.ofNullable(taken.get()).map(Kept::answer);
    }

    void forget(String user) {
        kept.invalidate(user);
    }

    private static Stream<Kept> live(List<Kept> all, long now) {
        return all.stream().filter(k -> now - k.until() < 0);
    }
}
