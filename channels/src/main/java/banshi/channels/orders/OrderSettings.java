package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import banshi.channels.webhook.WebhookSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How work orders are dealt with (工单设置), under {@code banshi.orders}. Cities have their own time limits; these are usual ones.
 *
 * @param calendar a file of working days instead of ours; null for ours
 * @param days working days by type of appeal
 * @param urgent hours, and not working ones, for what is urgent
 * @param remind how many working days before it is due somebody is reminded
 * @param sameIncident how far back an order of the same incident is looked for
 * @param burst as many orders of one matter and district within {@code burst-within} are told to who leads the shift
 * @param webhook where orders are sent to
 */
public record OrderSettings(
        @Nullable Path calendar,
        @DefaultValue Days days,
        @DefaultValue("24h") Duration urgent,
        @DefaultValue("1") int remind,
        @DefaultValue("7d") Duration sameIncident,
        @DefaultValue("5") int burst,
        @DefaultValue("2h") Duration burstWithin,
        @DefaultValue Webhook webhook) {
    private static final int MOST_DAYS = 90;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of range; the message is for operators
     */
    public OrderSettings {
        require("urgent", urgent, Duration.ofMinutes(30), Duration.ofDays(30));
        requireDays("remind", remind);
        require("same-incident", sameIncident, Duration.ofHours(1), Duration.ofDays(60));
        require("burst", burst, 2, 10_000);
        require("burst-within", burstWithin, Duration.ofMinutes(5), Duration.ofDays(7));
    }

    /**
     * Working days until an answer is owed (办理期限).
     *
     * @param again where the first result did not satisfy
     */
    public record Days(
            @DefaultValue("3") int consultation,
            @DefaultValue("5") int help,
            @DefaultValue("5") int complaint,
            @DefaultValue("5") int report,
            @DefaultValue("5") int proposal,
            @DefaultValue("5") int praise,
            @DefaultValue("5") int other,
            @DefaultValue("15") int again) {
        /** Checks the ranges. */
        public Days {
            requireDays("days.consultation", consultation);
            requireDays("days.help", help);
            requireDays("days.complaint", complaint);
            requireDays("days.report", report);
            requireDays("days.proposal", proposal);
            requireDays("days.praise", praise);
            requireDays("days.other", other);
            requireDays("days.again", again);
        }

        int of(AppealType type) {
            return switch (type) {
                case CONSULTATION -> consultation;
                case HELP -> help;
                case COMPLAINT -> complaint;
                case REPORT -> report;
                case PROPOSAL -> proposal;
                case PRAISE -> praise;
                case OTHER -> other;
            };
        }
    }

    /**
     * Where orders are sent (工单推送).
     *
     * @param url null where they are not; {@code https}, or {@code http} to this machine
     * @param secret by which what is sent is signed; 32 characters or more
     * @param phone whether the caller's number is sent as it is, not masked
     * @param attempts after which somebody has to look
     * @param firstPause after the first failure; each further one is twice as long, up to {@code longestPause}
     * @param answerWithin how long an answer may take
     */
    public record Webhook(
            @Nullable URI url,
            @Nullable String secret,
            @DefaultValue("false") boolean phone,
            @DefaultValue("12") int attempts,
            @DefaultValue("5s") Duration firstPause,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("10s") Duration answerWithin) {
        /**
         * Checks the form.
         *
         * @throws IllegalArgumentException if it is not to be trusted with orders; the message is for operators and shows no secret
         */
        public Webhook {
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
            return new WebhookSettings(
                    "banshi.orders.webhook", url, secret, attempts, firstPause, longestPause, answerWithin);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Webhook[url=" + url + ", attempts=" + attempts + "]";
        }
    }

    private static void requireDays(String name, int days) {
        require(name, days, 1, MOST_DAYS);
    }

    private static <T extends Comparable<T>> void require(String name, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0)
            throw new IllegalArgumentException(
                    "banshi.orders." + name + " is " + value + "; allowed: " + least + " to " + most);
    }
}
