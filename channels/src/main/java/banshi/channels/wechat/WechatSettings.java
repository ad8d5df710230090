package banshi.channels.wechat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between installations of the WeChat channel (微信服务号设置), under {@code banshi.wechat}.
 *
 * @param accounts none switches the channel off: every address is then a 404
 * @param clockTolerance how far a post's timestamp may lie from our clock
 * @param answerWithin after this the post is answered {@code success}; WeChat itself gives up after 5 s
 * @param duplicatesKept how long a repeated post still gets the first one's answer; WeChat repeats for 15 s
 * @param dialogueIdle how long a citizen's dialogue is kept after the last message
 * @param longestReplyBytes of a reply's text in UTF-8
 * @param outbox how WeChat is called, by accounts with a secret
 */
public record WechatSettings(
        @DefaultValue List<WechatAccount> accounts,
        @DefaultValue("300s") Duration clockTolerance,
        @DefaultValue("4200ms") Duration answerWithin,
        @DefaultValue("90s") Duration duplicatesKept,
        @DefaultValue("30m") Duration dialogueIdle,
        @DefaultValue("2048") int longestReplyBytes,
        @DefaultValue OutboxSettings outbox) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range, or an appid stands twice
     */
    public WechatSettings {
        accounts = List.copyOf(accounts);
        var appids = new HashSet<String>();
        for (var account : accounts)
            if (!appids.add(account.appid()))
                throw new IllegalArgumentException("accounts name appid " + account.appid() + " twice");
        Ranges.check("clock-tolerance", clockTolerance, Duration.ofSeconds(1), Duration.ofHours(1));
        Ranges.check("answer-within", answerWithin, Duration.ofMillis(100), Duration.ofMillis(4900));
        Ranges.check("duplicates-kept", duplicatesKept, Duration.ofSeconds(20), Duration.ofHours(1));
        Ranges.check("dialogue-idle", dialogueIdle, Duration.ofMinutes(1), Duration.ofHours(24));
        Ranges.check("longest-reply-bytes", longestReplyBytes, 1536, 4096);
    }
}
