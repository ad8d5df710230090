package banshi.channels.consult;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a consultation waits (业务咨询设置), under {@code banshi.consult}.
 *
 * @param patience after which it expires if nobody takes it, or nothing more is said in it
 */
public record ConsultSettings(@DefaultValue("30m") Duration patience) {
    /** What an office can keep to. */
    public static final ConsultSettings DEFAULT = new ConsultSettings(Duration.ofMinutes(30));

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is not a minute to a day; the message is for operators
     */
    public ConsultSettings {
        if (patience.compareTo(Duration.ofMinutes(1)) < 0 || patience.compareTo(Duration.ofDays(1)) > 0)
            throw new IllegalArgumentException("banshi.consult.patience is " + patience + "; allowed: 1m to 24h");
    }
}
