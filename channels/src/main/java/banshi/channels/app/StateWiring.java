package banshi.channels.app;

import banshi.channels.conversation.CaffeineConversations;
import banshi.channels.conversation.Conversations;
import banshi.channels.conversation.DialogueKeeper;
import banshi.channels.limit.Allowances;
import banshi.channels.limit.CaffeineAllowances;
import banshi.channels.once.CaffeineOnce;
import banshi.channels.once.Once;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.privacy.Secret;
import banshi.channels.privacy.Vault;
import banshi.channels.redis.RedisAllowances;
import banshi.channels.redis.RedisConversations;
import banshi.channels.redis.RedisOnce;
import banshi.channels.redis.SharedState;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import banshi.channels.web.WebSettings;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where dialogues, limits and replies to messages that may come again are (状态装配): in this process, or where {@code banshi.redis.url} says. */
@Configuration(proxyBeanMethods = false)
class StateWiring {
    private static final String URL = "banshi.redis.url";

    /** For so long a message may come again. */
    private static final Duration REPLIES_KEPT = Duration.ofMinutes(10);

    /** In this process. */
    private static final long MOST_BYTES_OF_REPLIES = 32L << 20;

    /** What there is of a store that several servers share; nothing of Redis is loaded where there is none. */
    record Shared(@Nullable SharedState state) implements AutoCloseable {
        @Override
        public void close() {
            if (state != null) state.close();
        }
    }

    /** The address, if there is one. */
    static Optional<String> address(Environment environment) {
        return Optional.ofNullable(environment.getProperty(URL)).filter(address -> !address.isBlank());
    }

    @Bean
    Shared shared(Environment environment, Clock clock) {
        var address = address(environment);
        if (address.isEmpty()) return new Shared(null);
        if (environment.getProperty("banshi.secret") == null)
            throw new CannotStart("设置了 banshi.redis.url，还要设置 banshi.secret（32 个字符以上，各台服务器相同），否则它们读不懂彼此的会话");
        try {
            var state = new SharedState(address.get(), clock);
            connect(state);
            return new Shared(state);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("banshi.redis.url 不是 redis:// 或 rediss:// 开头的地址", e);
        }
    }

    /** A server starts without it too. */
    private static void connect(SharedState state) {
        try {
            state.ping();
        } catch (RuntimeException e) {
            state.tried(e);
        }
    }

    @Bean
    Conversations conversations(Shared shared, WebSettings settings, DialogueKeeper keeper, Pseudonyms pseudonyms) {
        var alone = new CaffeineConversations(settings.idle(), settings.conversations(), Ticker.systemTicker(), keeper);
        var state = shared.state();
        return state == null ? alone : new RedisConversations(state, alone, keeper, pseudonyms, settings.idle());
    }

    @Bean
    Allowances allowances(Shared shared, Pseudonyms pseudonyms) {
        var alone = new CaffeineAllowances(Ticker.systemTicker());
        var state = shared.state();
        return state == null ? alone : new RedisAllowances(state, alone, pseudonyms);
    }

    /** Gives a place for what is made once, in this process or on all servers together. */
    interface Onces {
        /**
         * One.
         *
         * @param purpose others do not open what is sealed for it
         * @param mostBytes kept in this process
         */
        Once keeping(String purpose, Duration kept, long mostBytes);
    }

    @Bean
    Onces onces(Shared shared, Pseudonyms pseudonyms, Secret secret) {
        var state = shared.state();
        return (purpose, kept, mostBytes) -> {
            var alone = new CaffeineOnce(kept, mostBytes, Ticker.systemTicker());
            return state == null ? alone : new RedisOnce(state, alone, new Vault(secret, purpose), pseudonyms, kept);
        };
    }

    @Bean
    Once replies(Onces onces) {
        return onces.keeping("replies", REPLIES_KEPT, MOST_BYTES_OF_REPLIES);
    }

    @Bean
    HealthPart redisHealth(Shared shared, Clock clock) {
        var state = shared.state();
        var start = clock.instant();
        if (state == null) {
            var off = new Now("redis", State.OFF, start, "对话、限流和答过的消息在本进程里；多台服务器共用时设置 " + URL, Map.of());
            return () -> off;
        }
        return () -> {
            var away = state.awaySince();
            return new Now(
                    "redis",
                    away == null ? State.OK : State.DEGRADED,
                    away == null ? start : away,
                    away == null ? null : "连不上，各台服务器暂时各记各的；请检查 " + URL + " 和 Redis",
                    Map.of("failures", state.failures()));
        };
    }
}
