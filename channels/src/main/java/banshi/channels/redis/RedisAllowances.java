package banshi.channels.redis;

import banshi.channels.limit.Allowances;
import banshi.channels.privacy.Pseudonyms;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Counts what is taken on all servers together (共享限额), by Redis' own clock; while it is away each counts by itself. Thread-safe; blocks nobody. */
public final class RedisAllowances implements Allowances {
    /** A bucket: what is left and when that was; gives how many milliseconds to wait. */
    private static final String TAKE = """
            local most, within = tonumber(ARGV[1]), tonumber(ARGV[2])
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
            local left = tonumber(kept[1]) or most
            local at = tonumber(kept[2]) or now
            left = math.min(most, left + (now - at) * most / within)
            if left < 1 then return math.ceil((1 - left) * within / most) end
            redis.call('HSET', KEYS[1], 'left', left - 1, 'at', now)
            redis.call('PEXPIRE', KEYS[1], within)
            return 0
            """;

    private final SharedState shared;
    private final Allowances alone;
    private final Pseudonyms pseudonyms;

    /** @param alone counts while Redis is away */
    public RedisAllowances(SharedState shared, Allowances alone, Pseudonyms pseudonyms) {
        this.shared = shared;
        this.alone = alone;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Mono<Duration> take(String name, int most, Duration within) {
        return Mono.defer(() -> {
            var connection = shared.ifConnected();
            if (connection == null) return alone.take(name, most, within);
            return connection
                    .reactive()
                    .<Long>eval(
                            TAKE,
                            ScriptOutputType.INTEGER,
                            new String[] {SharedState.PREFIX + "limit:" + pseudonyms.of(name)},
                            number(most),
                            number(within.toMillis()))
                    .next()
                    .flatMap(wait -> wait == 0 ? Mono.<Duration>empty() : Mono.just(Duration.ofMillis(wait)))
                    .onErrorResume(why -> {
                        shared.isAway(why);
                        return alone.take(name, most, within);
                    });
        });
    }

    private static byte[] number(long value) {
        return String.valueOf(value).getBytes(StandardCharsets.US_ASCII);
    }
}
