package banshi.channels.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where something is sent, and how often that is tried (推送设置).
 *
 * @param name under which the settings stand, for messages
 * @param url null where nothing is sent; {@code https}, or {@code http} to this machine
 * @param secret by which what is sent is signed; 32 characters or more
 * @param attempts after which nobody tries any more
 * @param firstPause after the first failure; each further one is twice as long, up to {@code longestPause}
 * @param answerWithin how long an answer may take
 */
public record WebhookSettings(
        String name,
        @Nullable URI url,
        @Nullable String secret,
        int attempts,
        Duration firstPause,
        Duration longestPause,
        Duration answerWithin) {
    private static final int SHORTEST_SECRET = 32;

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not to be trusted with what is sent; the message is for operators and shows no secret
     */
    public WebhookSettings {
        if (url != null) {
            if (!isTrustworthy(url))
                throw new IllegalArgumentException(
                        name + ".url must be https://…, or http:// to this machine, without a user in it");
            if (secret == null || secret.length() < SHORTEST_SECRET)
                throw new IllegalArgumentException(
                        name + ".secret must have " + SHORTEST_SECRET + " characters or more");
        }
        require(name + ".attempts", attempts, 1, 100);
        require(name + ".first-pause", firstPause, Duration.ofMillis(100), Duration.ofHours(1));
        require(name + ".longest-pause", longestPause, firstPause, Duration.ofDays(1));
        require(name + ".answer-within", answerWithin, Duration.ofMillis(100), Duration.ofSeconds(60));
    }

    private static boolean isTrustworthy(URI url) {
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null || url.getScheme() == null) return false;
        return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
            default -> false;
        };
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            throw new IllegalArgumentException(name + " is " + value + "; allowed: " + least + " to " + most);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "WebhookSettings[url=" + url + ", attempts=" + attempts + "]";
    }
}
