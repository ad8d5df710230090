package banshi.channels.redis;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.once.CaffeineOnce;
import banshi.channels.once.Once;
import banshi.channels.once.OnceContract;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import com.github.benmanes.caffeine.cache.Ticker;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Two servers that make together, with one real Redis. */
class RedisOnceIT extends OnceContract {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final RedisProcess redis = new RedisProcess();
    private final List<SharedState> states = new ArrayList<>();
    private final Secret secret = Secret.random();
    private final Once once = server(secret);
    private final Once other = server(secret);

    private Once server(Secret secret) {
        var state = new SharedState(redis.address(), Clock.systemUTC());
        state.ping();
        states.add(state);
        var alone = new CaffeineOnce(KEPT, 1 << 20, Ticker.systemTicker());
        return new RedisOnce(state, alone, new Vault(secret, "replies"), new Pseudonyms(secret), KEPT);
    }

    @Override
    protected Once once() {
        return once;
    }

    @Override
    protected Once other() {
        return other;
    }

    @AfterEach
    void stop() {
        for (var state : states) state.close();
        redis.close();
    }

    /** Work that has begun on the first server and is not done before somebody says so. */
    private CompletableFuture<byte[]> begunOnTheFirst(CompletableFuture<?> go) {
        var begun = new CompletableFuture<Void>();
        var result = once.made(NAME, Mono.defer(() -> {
                    begun.complete(null);
                    return work(go);
                }))
                .toFuture();
        begun.join();
        return result;
    }

    @Test
    void makeWhatAServerThatDiedHadBegun() {
        begunOnTheFirst(new CompletableFuture<>());
        states.getFirst().close(); // nobody renews its claim

        assertThat(words(other.found(NAME))).isNull();
        assertThat(words(other.made(NAME, work()))).isEqualTo("第0");
    }

    @Test
    void waitForWhatTakesLongerThanAClaimLasts() {
        var go = new CompletableFuture<Void>();
        var first = begunOnTheFirst(go);
        var second = other.made(NAME, work()).toFuture();
        Mono.delay(Duration.ofSeconds(7)).subscribe(_ -> go.complete(null));

        assertThat(second.join()).isEqualTo(first.join());
        assertThat(made).hasValue(1);
    }

    @Test
    void keepNothingOfWhoIsForgottenMeanwhile() {
        var go = new CompletableFuture<Void>();
        var first = begunOnTheFirst(go);
        other.forget(NAME.owner()).block();
        go.complete(null);

        assertThat(new String(first.join(), StandardCharsets.UTF_8)).isEqualTo("第0");
        assertThat(words(once.found(NAME))).isNull();
        assertThat(words(other.found(NAME))).isNull();
    }

    @Test
    void makeByThemselvesWhileItIsAwayAndTogetherAfterwards() {
        var go = new CompletableFuture<Void>();
        var begun = begunOnTheFirst(go);
        redis.close();
        go.complete(null);
        assertThat(begun.join()).isNotNull();
        assertThat(words(once.made(NAME, work()))).isEqualTo("第0"); // it remembers by itself
        assertThat(words(other.made(NAME, work()))).isEqualTo("第1");
        assertThat(states).allSatisfy(state -> assertThat(state.awaySince()).isNotNull());

        redis.start();
        for (var state : states) SharedStateIT.comesBack(state);
        assertThat(words(once.made(NAME, work()))).isEqualTo("第0");
        var next = new Once.Name(NAME.owner(), "message-0002");
        assertThat(words(once.made(next, work()))).isEqualTo("第2");
        assertThat(words(other.made(next, work()))).isEqualTo("第2");
    }

    @Test
    void doNotReadWhatIsSealedUnderAnotherSecret() {
        // under one name by accident: the pseudonyms are the same, the seal is not
        var state = new SharedState(redis.address(), Clock.systemUTC());
        state.ping();
        states.add(state);
        var alone = new CaffeineOnce(KEPT, 1 << 20, Ticker.systemTicker());
        var stranger = new RedisOnce(state, alone, new Vault(Secret.random(), "replies"), new Pseudonyms(secret), KEPT);
        once.made(NAME, work()).block();

        assertThat(words(stranger.found(NAME))).isNull();
        assertThat(words(stranger.made(NAME, work()))).isEqualTo("第1");
        assertThat(words(other.found(NAME))).isEqualTo("第0");
    }

    @Test
    void keepNothingThatTellsWhoItIsOrWhatWasSaid() {
        var said = "13800000000";
        var name = new Once.Name("web\n" + said, said);
        once.made(name, Mono.just(said.getBytes(StandardCharsets.UTF_8))).block();
        once.made(new Once.Name(name.owner(), "being-made"), Mono.never()).subscribe();
        try (var client = RedisClient.create(redis.address())) {
            var all = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                    .sync();
            assertThat(all.keys("*")).isNotEmpty().allSatisfy(key -> {
                assertThat(key).doesNotContain("138");
                assertThat(all.pttl(key)).isPositive();
                if (all.type(key).equals("string"))
                    assertThat(new String(all.get(key), StandardCharsets.ISO_8859_1))
                            .doesNotContain("138");
            });
        }
    }
}
