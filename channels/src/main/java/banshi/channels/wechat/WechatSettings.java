package banshi.channels.wechat;

import banshi.assistant.Utterance;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between installations of the WeChat channel (微信服务号设置), under {@code banshi.wechat}.
 *
 * @param accounts none switches the channel off: every address is then a 404
 * @param clockTolerance how far a post's timestamp may lie from our clock
 * @param answerWithin after this the post is answered {@code success}; WeChat itself gives up after 5 s
 * @param duplicatesKept how long a repeated post still gets the first one's answer; WeChat repeats for 15 s
 * @param perMinute how many messages of one citizen are read in a minute
 * @param longestReplyBytes of a reply's text in UTF-8
 * @param slowReply what becomes of an answer that is later than {@code answerWithin}
 * @param posts how often WeChat posts a message that is not answered, with the first; more than it does shows citizens an outage
 * @param answersKept how long an answer that could not be told is kept for the citizen
 * @param quota how many messages WeChat lets us send
 * @param outbox how WeChat is called, by accounts with a secret
 * @param scenes scene of a QR code → what somebody who scans it asks
 * @param menuKeys key of a menu entry (点击推事件) → what somebody who taps it asks
 */
public record WechatSettings(
        @DefaultValue List<WechatAccount> accounts,
        @DefaultValue("300s") Duration clockTolerance,
        @DefaultValue("4200ms") Duration answerWithin,
        @DefaultValue("90s") Duration duplicatesKept,
        @DefaultValue("20") int perMinute,
        @DefaultValue("2048") int longestReplyBytes,
        @DefaultValue("RETRY_ATTACH") SlowReply slowReply,
        @DefaultValue("3") int posts,
        @DefaultValue("24h") Duration answersKept,
        @DefaultValue QuotaSettings quota,
        @DefaultValue OutboxSettings outbox,
        @DefaultValue Map<String, String> scenes,
        @DefaultValue Map<String, String> menuKeys) {
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
        Ranges.check("per-minute", perMinute, 1, 1_000);
        Ranges.check("longest-reply-bytes", longestReplyBytes, 1536, 4096);
        Ranges.check("posts", posts, 1, 4);
        Ranges.check("answers-kept", answersKept, Duration.ofMinutes(1), Duration.ofDays(2));
        scenes = questions("scenes", scenes);
        menuKeys = questions("menu-keys", menuKeys);
        if (slowReply == SlowReply.KEFU)
            for (var account : accounts)
                if (!account.sends())
                    throw new IllegalArgumentException(
                            "slow-reply is KEFU, but account " + account.appid()
                                    + " has no secret; allowed: a secret for every account, or slow-reply MENU_LINK or RETRY_ATTACH");
    }

    private static Map<String, String> questions(String name, Map<String, String> questions) {
        questions.forEach((key, question) -> {
            if (question.isBlank() || question.length() > Utterance.LONGEST)
                throw new IllegalArgumentException(name + "." + key + " has " + question.length()
                        + " characters; allowed: a question of 1 to " + Utterance.LONGEST);
        });
        return Map.copyOf(questions);
    }
}
