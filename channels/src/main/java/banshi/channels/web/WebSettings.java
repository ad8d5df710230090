package banshi.channels.web;

import java.time.Duration;

/**
 * How much the HTTP channel takes on (网页通道设置).
 *
 * @param engines questions answered at the same time; more than there are cores only makes all of them slower
 * @param waiting questions that may wait for an engine; one more is told to come back later
 * @param replyWithin after which a question is given up
 * @param idle after which a conversation is forgotten
 * @param conversations kept at once, at most; beyond it the least used are forgotten
 */
public record WebSettings(int engines, int waiting, Duration replyWithin, Duration idle, int conversations) {
    /** What suits two cores. */
    public static final WebSettings DEFAULT =
            new WebSettings(2, 64, Duration.ofSeconds(15), Duration.ofMinutes(30), 100_000);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number or a time is not positive
     */
    public WebSettings {
        positive("engines", engines);
        positive("waiting", waiting);
        positive("conversations", conversations);
        positive("reply-within", replyWithin.toMillis());
        positive("idle", idle.toMillis());
    }

    private static void positive(String name, long value) {
        if (value < 1) throw new IllegalArgumentException(name + " is " + value + "; allowed: 1 or more");
    }
}
