package banshi.channels.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import banshi.channels.once.Once;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Vault;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes once on all servers together (共享一次办). Under a pseudonym lies a claim, which whoever makes it renews while it lives, and then what was made, sealed.
 * Everybody else looks again until it is there; a claim that is not renewed is over, and the next who looks makes it. While Redis is away each server makes by
 * itself. Thread-safe; blocks nobody.
 */
public final class RedisOnce implements Once {
    /** What lies there; the claim that is offered, where nothing does. The list of an owner's names outlives what it names. */
    private static final String CLAIM = """
            local there = redis.call('GET', KEYS[1])
            if there then return there end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('SADD', KEYS[2], KEYS[1])
            redis.call('PEXPIRE', KEYS[2], ARGV[3])
            return ARGV[1]
            """;

    /** Puts something where the claim lies, unless it is gone; gives what lies there then, if anything. */
    private static final String REPLACE = """
            if redis.call('GET', KEYS[1]) == ARGV[1] then
              redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            end
            return redis.call('GET', KEYS[1])
            """;

    /** All of an owner's. */
    private static final String FORGET = """
            for _, name in ipairs(redis.call('SMEMBERS', KEYS[1])) do redis.call('DEL', name) end
            return redis.call('DEL', KEYS[1])
            """;

    private static final byte CLAIMED = 0;
    private static final byte MADE = 1;
    private static final byte[] NOTHING = {};

    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final Duration RENEWED = Duration.ofSeconds(1);
    private static final Duration OVER_AT_ONCE = Duration.ofMillis(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** Half a minute: longer than anything takes that citizens wait for. */
    private static final int MOST_LOOKS = 600;

    private final SharedState shared;
    private final Once alone;
    private final Vault vault;
    private final Pseudonyms pseudonyms;
    private final Duration kept;

    /**
     * What servers make together that have the same keys.
     *
     * @param alone makes while Redis is away
     * @param kept how long after it was made
     */
    public RedisOnce(SharedState shared, Once alone, Vault vault, Pseudonyms pseudonyms, Duration kept) {
        this.shared = shared;
        this.alone = alone;
        this.vault = vault;
        this.pseudonyms = pseudonyms;
        this.kept = kept;
    }

    @Override
    public Mono<byte[]> made(Name name, Mono<byte[]> work) {
        return alone.found(name) // from when Redis was away
                .switchIfEmpty(Mono.fromFuture(
                                () -> look(name, work).toFuture(),
                                true) // who claims it makes it, even if the caller leaves
                        .repeatWhenEmpty(RedisOnce::again));
    }

    @Override
    public Mono<byte[]> found(Name name) {
        return alone.found(name)
                .switchIfEmpty(Mono.defer(() -> look(name)).repeatWhenEmpty(RedisOnce::again))
                .filter(found -> found.length > 0);
    }

    @Override
    public Mono<Void> forget(String owner) {
        return alone.forget(owner).then(Mono.defer(() -> {
            var connection = shared.ifConnected();
            if (connection == null) return Mono.empty();
            return connection
                    .reactive()
                    .eval(FORGET, ScriptOutputType.INTEGER, new String[] {all(owner)}, NOTHING)
                    .then()
                    .onErrorResume(why -> {
                        shared.isAway(why); // it goes when it has been kept so long
                        return Mono.empty();
                    });
        }));
    }

    /** What there is, or is made now; empty while it is made elsewhere. */
    private Mono<byte[]> look(Name name, Mono<byte[]> work) {
        var connection = shared.ifConnected();
        if (connection == null) return alone.made(name, work);
        var claim = claim();
        return eval(connection, CLAIM, name, claim, millis(LEASE), millis(kept.multipliedBy(2)))
                .map(there -> {
                    shared.isBack();
                    if (Arrays.equals(there, claim)) return make(connection, name, claim, work);
                    return isClaim(there) ? Mono.<byte[]>empty() : open(there).switchIfEmpty(work);
                })
                .onErrorResume(why -> {
                    shared.isAway(why);
                    return Mono.just(alone.made(name, work));
                })
                .flatMap(next -> next);
    }

    /** What there is, {@link #NOTHING} where there is nothing; empty while it is made. */
    private Mono<byte[]> look(Name name) {
        var connection = shared.ifConnected();
        if (connection == null) return Mono.just(NOTHING);
        return connection
                .reactive()
                .get(key(name))
                .map(there ->
                        isClaim(there) ? Mono.<byte[]>empty() : open(there).defaultIfEmpty(NOTHING))
                .defaultIfEmpty(Mono.just(NOTHING))
                .onErrorResume(why -> {
                    shared.isAway(why);
                    return Mono.just(Mono.just(NOTHING));
                })
                .flatMap(next -> next);
    }

    private static Publisher<Long> again(Flux<Long> looks) {
        return looks.concatMap(look -> look < MOST_LOOKS
                ? Mono.delay(LOOK_AGAIN)
                : Mono.error(new TimeoutException("waited for what another server makes")));
    }

    private Mono<byte[]> make(
            StatefulRedisConnection<String, byte[]> connection, Name name, byte[] claim, Mono<byte[]> work) {
        var renewals = Flux.interval(RENEWED)
                .onBackpressureDrop()
                .concatMap(_ -> replace(connection, name, claim, claim, LEASE).onErrorComplete())
                .subscribe();
        return work.doFinally(_ -> renewals.dispose())
                .onErrorResume(failure -> replace(connection, name, claim, claim, OVER_AT_ONCE)
                        .onErrorComplete()
                        .then(Mono.error(failure)))
                .flatMap(result -> keep(connection, name, claim, result));
    }

    /** Gives the result, or the one of somebody who was faster. */
    private Mono<byte[]> keep(
            StatefulRedisConnection<String, byte[]> connection, Name name, byte[] claim, byte[] result) {
        return replace(connection, name, claim, seal(result), kept)
                .flatMap(there -> isClaim(there) ? Mono.just(result) : open(there))
                .defaultIfEmpty(result) // the owner is forgotten
                .onErrorResume(why -> {
                    shared.isAway(why);
                    return alone.made(name, Mono.just(result));
                });
    }

    private Mono<byte[]> replace(
            StatefulRedisConnection<String, byte[]> connection, Name name, byte[] claim, byte[] by, Duration lasts) {
        return eval(connection, REPLACE, name, claim, by, millis(lasts));
    }

    private Mono<byte[]> eval(
            StatefulRedisConnection<String, byte[]> connection, String script, Name name, byte[]... values) {
        return connection
                .reactive()
                .<byte[]>eval(script, ScriptOutputType.VALUE, new String[] {key(name), all(name.owner())}, values)
                .next();
    }

    private String key(Name name) {
        return SharedState.PREFIX + "once:" + pseudonyms.of(name.owner() + "\n" + name.item());
    }

    private String all(String owner) {
        return SharedState.PREFIX + "all:" + pseudonyms.of(owner);
    }

    private static byte[] claim() {
        var random = ThreadLocalRandom.current(); // it need only differ from others
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(CLAIMED)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }

    private static boolean isClaim(byte[] there) {
        return there.length > 0 && there[0] == CLAIMED;
    }

    private byte[] seal(byte[] result) {
        var sealed = vault.seal(result);
        return ByteBuffer.allocate(1 + sealed.length).put(MADE).put(sealed).array();
    }

    /** Nothing where it was sealed under another secret. */
    private Mono<byte[]> open(byte[] there) {
        return Mono.justOrEmpty(vault.openBytes(Arrays.copyOfRange(there, 1, there.length)));
    }

    private static byte[] millis(Duration time) {
        return String.valueOf(time.toMillis()).getBytes(US_ASCII);
    }
}
