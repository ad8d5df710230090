package banshi.channels.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis that several servers share (共享存储). Connects by itself, again and again; while it is away each server goes on by itself, and says so. Thread-safe.
 */
public final class SharedState implements AutoCloseable {
    /** What stands before all names of ours. */
    static final String PREFIX = "banshi:";

    private static final Logger LOG = LoggerFactory.getLogger(SharedState.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CONNECT_AGAIN = Duration.ofSeconds(1);

    private final RedisClient client;
    private final Clock clock;
    private final AtomicReference<@Nullable StatefulRedisConnection<String, byte[]>> connection =
            new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();
    private final AtomicReference<Instant> tried = new AtomicReference<>(Instant.MIN);
    private final AtomicLong failures = new AtomicLong();

    /**
     * Does not connect yet.
     *
     * @param address {@code redis://…} or {@code rediss://…}
     * @throws IllegalArgumentException if it is none
     */
    public SharedState(String address, Clock clock) {
        var uri = RedisURI.create(address);
        uri.setTimeout(PATIENCE);
        client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(PATIENCE))
                .build());
        this.clock = clock;
    }

    /** Since when it is away; null while it is there. */
    public @Nullable Instant awaySince() {
        return awaySince.get();
    }

    /** How often it was not there when it was needed. */
    public long failures() {
        return failures.get();
    }

    /**
     * Whether it answers; connects if need be. Blocks.
     *
     * @throws RedisException if it does not
     */
    public void ping() {
        connected().sync().ping();
        isBack();
    }

    /**
     * The connection; makes it if there is none. Blocks then, at most for two seconds, and for one second after a failure fails at once.
     *
     * @throws RedisException if it cannot be made
     */
    StatefulRedisConnection<String, byte[]> connected() {
        var made = connection.get();
        return made == null ? connect() : made;
    }

    /** The connection, if it has been made. */
    @Nullable
    StatefulRedisConnection<String, byte[]> ifConnected() {
        return connection.get();
    }

    private synchronized StatefulRedisConnection<String, byte[]> connect() {
        var made = connection.get();
        if (made != null) return made;
        var now = clock.instant();
        if (tried.get().plus(CONNECT_AGAIN).isAfter(now)) throw new RedisException("not connected");
        tried.set(now);
        var fresh = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        connection.set(fresh);
        return fresh;
    }

    /** It did what it was asked. */
    void isBack() {
        if (awaySince.getAndSet(null) != null) LOG.warn("Redis is back: servers share dialogues and limits again");
    }

    /** It did not when the server started; {@link #awaySince} tells. */
    public void tried(Throwable why) {
        isAway(why);
    }

    /** It did not. */
    void isAway(Throwable why) {
        failures.incrementAndGet();
        var cause = why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
        if (awaySince.compareAndSet(null, clock.instant()))
            LOG.warn(
                    "Redis is away ({}): this server goes on by itself",
                    cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, PATIENCE);
    }
}
