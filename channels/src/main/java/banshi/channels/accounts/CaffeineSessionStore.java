package banshi.channels.accounts;

import banshi.channels.cache.Caches;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sessions in this process alone (本进程会话). */
public final class CaffeineSessionStore implements SessionStore {
    private static final int MOST = 100_000;

    private final Cache<String, Kept> sessions;

    /** Where nobody has logged in. */
    public CaffeineSessionStore(Ticker ticker) {
        sessions = Caches.newBuilder()
                .expireAfter(Expiry.<String, Kept>writing((_, kept) -> kept.keep()))
                .maximumSize(MOST)
                .ticker(ticker)
                .build();
    }

    private record Kept(Session session, Duration keep) {}

    @Override
    public void put(Session session, Duration keep) {
        sessions.put(session.id(), new Kept(session, keep));
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.getIfPresent(id)).map(Kept::session);
    }

    @Override
    public List<Session> of(String account) {
        return sessions.asMap().values().stream()
                .map(Kept::session)
                .filter(session -> session.account().equals(account))
                .toList();
    }

    @Override
    public void remove(Session session) {
        sessions.invalidate(session.id());
    }
}
