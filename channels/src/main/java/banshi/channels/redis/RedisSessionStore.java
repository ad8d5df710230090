package banshi.channels.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.channels.accounts.Session;
import banshi.channels.accounts.SessionStore;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Vault;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sessions that all servers know (共享登录会话), sealed. While Redis is away each server knows its own: who logged in before logs in again. Thread-safe; blocks.
 */
public final class RedisSessionStore implements SessionStore {
    /** The index of an account's sessions outlives the longest of them. */
    private static final Duration INDEX_KEPT = Duration.ofDays(7);

    private final SharedState shared;
    private final SessionStore alone;
    private final Vault vault;
    private final Pseudonyms pseudonyms;

    /** @param alone where sessions are while Redis is away */
    public RedisSessionStore(SharedState shared, SessionStore alone, Vault vault, Pseudonyms pseudonyms) {
        this.shared = shared;
        this.alone = alone;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public void put(Session session, Duration keep) {
        orAlone(
                () -> {
                    var redis = shared.connected().sync();
                    redis.set(key(session.id()), vault.seal(written(session)), SetArgs.Builder.px(keep.toMillis()));
                    redis.sadd(index(session.account()), session.id().getBytes(US_ASCII));
                    redis.pexpire(index(session.account()), INDEX_KEPT.toMillis());
                    return true;
                },
                () -> {
                    alone.put(session, keep);
                    return true;
                });
    }

    @Override
    public Optional<Session> find(String id) {
        return orAlone(() -> read(id), () -> alone.find(id));
    }

    private Optional<Session> read(String id) {
        return Optional.ofNullable(shared.connected().sync().get(key(id)))
                .flatMap(vault::open)
                .map(RedisSessionStore::opened);
    }

    @Override
    public List<Session> of(String account) {
        return orAlone(
                () -> {
                    var redis = shared.connected().sync();
                    var ids = redis.smembers(index(account)).stream()
                            .map(id -> new String(id, US_ASCII))
                            .toList();
                    for (var id : ids)
                        if (redis.exists(key(id)) == 0) redis.srem(index(account), id.getBytes(US_ASCII));
                    return ids.stream()
                            .map(this::read)
                            .flatMap(Optional::stream)
                            .toList();
                },
                () -> alone.of(account));
    }

    @Override
    public void remove(Session session) {
        alone.remove(session);
        orAlone(
                () -> {
                    var redis = shared.connected().sync();
                    redis.srem(index(session.account()), session.id().getBytes(US_ASCII));
                    return redis.del(key(session.id())) > 0;
                },
                () -> false);
    }

    private <T> T orAlone(Supplier<T> together, Supplier<T> apart) {
        try {
            var done = together.get();
            shared.isBack();
            return done;
        } catch (RedisException e) {
            shared.isAway(e);
            return apart.get();
        }
    }

    private static byte[] written(Session session) {
        return String.join(
                        "\n",
                        session.id(),
                        session.account(),
                        String.valueOf(session.generation()),
                        String.valueOf(session.secondFactor()),
                        session.openedAt().toString(),
                        session.seenAt().toString())
                .getBytes(UTF_8);
    }

    private static Session opened(String written) {
        var parts = written.split("\n");
        return new Session(
                parts[0],
                parts[1],
                Integer.parseInt(parts[2]),
                Boolean.parseBoolean(parts[3]),
                Instant.parse(parts[4]),
                Instant.parse(parts[5]));
    }

    private static String key(String id) {
        return SharedState.PREFIX + "session:" + id;
    }

    private String index(String account) {
        return SharedState.PREFIX + "sessions:" + pseudonyms.of("account\n" + account);
    }
}
