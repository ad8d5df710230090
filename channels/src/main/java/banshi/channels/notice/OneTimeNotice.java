package banshi.channels.notice;

import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What a caller was sent to read (一次性告知): ids of the content and days, nothing of a person.
 *
 * @param id what stands in the link; nobody guesses it
 * @param known of the case
 * @param account of the agent
 * @param lastDay on which it is good
 */
public record OneTimeNotice(
        String id,
        String callId,
        MatterId matter,
        Circumstances known,
        String account,
        Instant madeAt,
        LocalDate lastDay,
        Sms sms) {
    /** How far the text message with it is (短信状态). */
    public enum Sms {
        /** None was asked for. */
        NONE,
        /** On its way to the operator's system. */
        WAITING,
        /** That system has taken it. */
        SUBMITTED,
        /** It has not, however often that was tried. */
        FAILED;

        /** As it is written on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Sms of(String outbox) {
            return switch (outbox) {
                case "waiting" -> WAITING;
                case "sent" -> SUBMITTED;
                default -> FAILED;
            };
        }
    }

    OneTimeNotice with(Sms now) {
        return new OneTimeNotice(id, callId, matter, known, account, madeAt, lastDay, now);
    }
}
