package banshi.channels.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the log is kept (审计设置), under {@code banshi.audit}.
 *
 * @param keep after which rows are deleted
 */
public record AuditSettings(@DefaultValue("400d") Duration keep) {
    /** Six months, whichever they are (网络安全法第二十一条). */
    private static final Duration SHORTEST = Duration.ofDays(184);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if it is less than the law has it; the message is for operators
     */
    public AuditSettings {
        if (keep.compareTo(SHORTEST) < 0)
            throw new IllegalArgumentException(
                    "banshi.audit.keep is " + keep.toDays() + "d; allowed: " + SHORTEST.toDays() + "d or more");
    }
}
