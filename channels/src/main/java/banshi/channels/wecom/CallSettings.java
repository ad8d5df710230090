package banshi.channels.wecom;

import banshi.channels.wechat.Ranges;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How WeCom is called (企业微信接口调用设置), under {@code banshi.wecom.calls}.
 *
 * @param api where WeCom's interface is; another address for a relay, or for tests
 * @param connectWithin how long to wait for a connection
 * @param answerWithin how long to wait for an answer
 * @param attempts how often a call is made at most, while WeCom is busy or cannot be reached
 * @param firstPause before the second attempt; each further pause is twice as long
 */
public record CallSettings(
        @DefaultValue("https://qyapi.weixin.qq.com") URI api,
        @DefaultValue("2s") Duration connectWithin,
        @DefaultValue("5s") Duration answerWithin,
        @DefaultValue("4") int attempts,
        @DefaultValue("1s") Duration firstPause) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public CallSettings {
        if (api.getHost() == null || !List.of("http", "https").contains(api.getScheme()))
            throw new IllegalArgumentException("calls.api is '" + api + "'; allowed: http://host or https://host");
        Ranges.check("calls.connect-within", connectWithin, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.check("calls.answer-within", answerWithin, Duration.ofMillis(100), Duration.ofMinutes(1));
        Ranges.check("calls.attempts", attempts, 1, 10);
        Ranges.check("calls.first-pause", firstPause, Duration.ofMillis(10), Duration.ofMinutes(1));
    }
}
