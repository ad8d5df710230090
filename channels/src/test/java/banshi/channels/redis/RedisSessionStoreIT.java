package banshi.channels.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.CaffeineSessionStore;
import banshi.channels.accounts.Session;
import banshi.channels.accounts.SessionStore;
import banshi.channels.accounts.SessionStoreContract;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In a real Redis. */
class RedisSessionStoreIT extends SessionStoreContract {
    private final RedisProcess redis = new RedisProcess();
    private final SharedState shared = new SharedState(redis.address(), Clock.systemUTC());
    private final Secret secret = Secret.random();

    @Override
    protected SessionStore store() {
        return server(shared);
    }

    private SessionStore server(SharedState state) {
        return new RedisSessionStore(
                state,
                new CaffeineSessionStore(Ticker.systemTicker()),
                new Vault(secret, "sessions"),
                new Pseudonyms(secret));
    }

    @AfterEach
    void stop() {
        shared.close();
        redis.close();
    }

    private static Session session(String id) {
        var now = Instant.parse("2026-11-21T08:00:00Z");
        return new Session(id, "account-of-li", 0, true, now, now);
    }

    @Test
    void isSharedSealedAndKeptNoLongerThanItMayBe() {
        try (var other = new SharedState(redis.address(), Clock.systemUTC())) {
            store().put(session("a"), Duration.ofHours(1));
            assertThat(server(other).find("a")).hasValue(session("a"));

            var sync = shared.connected().sync();
            assertThat(sync.keys("*")).hasSize(2).noneMatch(key -> key.contains("account-of-li"));
            assertThat(new String(sync.get("banshi:session:a"), ISO_8859_1)).doesNotContain("account-of-li");
            assertThat(sync.pttl("banshi:session:a")).isBetween(1L, 3_600_000L);
        }
    }

    @Test
    void eachServerKnowsItsOwnWhileRedisIsAway() {
        var store = store();
        store.put(session("a"), Duration.ofHours(1));
        redis.close();

        assertThat(store.find("a")).isEmpty();
        store.put(session("b"), Duration.ofHours(1));
        assertThat(store.find("b")).hasValue(session("b"));
        assertThat(store.of("account-of-li")).containsExactly(session("b"));
        store.remove(session("b"));
        assertThat(store.find("b")).isEmpty();
    }
}
