package banshi.channels.web;

import java.time.Duration;

/**
 * How much the HTTP channel takes on (网页通道设置).
 *
 * @param replyWithin after which a question is given up
 * @param idle after which a conversation is forgotten
 * @param conversations kept at once, at most; beyond it the least used are forgotten
 * @param heartbeat how long a stream may be silent
 */
public record WebSettings(Duration replyWithin, Duration idle, int conversations, Duration heartbeat) {
    /** What suits one machine. */
    public static final WebSettings DEFAULT =
            new WebSettings(Duration.ofSeconds(15), Duration.ofMinutes(30), 100_000, Duration.ofSeconds(15));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number or a time is not positive
     */
    public WebSettings {
        positive("reply-within", replyWithin.toMillis());
        positive("idle", idle.toMillis());
        positive("conversations", conversations);
        positive("heartbeat", heartbeat.toMillis());
    }

    private static void positive(String name, long value) {
        if (value < 1) throw new IllegalArgumentException(name + " is " + value + "; allowed: 1 or more");
    }
}
