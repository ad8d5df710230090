package banshi.channels.notice;

import banshi.channels.webhook.WebhookSettings;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's system that sends text messages (短信设置), under {@code banshi.sms}.
 *
 * @param url null where there is none; {@code https}, or {@code http} to this machine
 * @param secret by which what is sent is signed; 32 characters or more
 * @param attempts after which the agent is told that it did not go out: some six minutes, as nobody wants it hours later
 * @param firstPause after the first failure; each further one is twice as long, up to {@code longestPause}
 * @param answerWithin how long an answer may take
 */
public record SmsSettings(
        @Nullable URI url,
        @Nullable String secret,
        @DefaultValue("8") int attempts,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("2m") Duration longestPause,
        @DefaultValue("10s") Duration answerWithin) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not to be trusted with numbers; the message is for operators and shows no secret
     */
    public SmsSettings {
        delivery(url, secret, attempts, firstPause, longestPause, answerWithin);
    }

    WebhookSettings delivery() {
        return delivery(url, secret, attempts, firstPause, longestPause, answerWithin);
    }

    private static WebhookSettings delivery(
            @Nullable URI url,
            @Nullable String secret,
            int attempts,
            Duration firstPause,
            Duration longestPause,
            Duration answerWithin) {
        return new WebhookSettings("banshi.sms", url, secret, attempts, firstPause, longestPause, answerWithin);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SmsSettings[url=" + url + ", attempts=" + attempts + "]";
    }
}
