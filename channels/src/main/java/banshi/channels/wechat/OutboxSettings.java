package banshi.channels.wechat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How WeChat is called (微信接口调用设置), under {@code banshi.wechat.outbox}.
 *
 * @param api where WeChat's interface is; another address for a relay, or for tests
 * @param connectWithin how long to wait for a connection
 * @param answerWithin how long to wait for an answer
 * @param attempts how often a message is sent at most, while WeChat is busy or cannot be reached
 * @param firstPause before the second attempt; each further pause is twice as long
 */
public record OutboxSettings(
        @DefaultValue("https://api.weixin.qq.com") URI api,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("4") int attempts,
        @DefaultValue("1s") Duration firstPause) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public OutboxSettings {
        if (api.getHost() == null || !List.of("http", "https").contains(api.getScheme()))
            throw new IllegalArgumentException("outbox.api is '" + api + "'; allowed: http://host or https://host");
        Ranges.check("outbox.connect-within", connectWithin, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.check("outbox.answer-within", answerWithin, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.check("outbox.attempts", attempts, 1, 10);
        Ranges.check("outbox.first-pause", firstPause, Duration.ofMillis(10), Duration.ofMinutes(1));
    }
}
