package banshi.corpus;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The days on which something may be said (有效期间), both ends included; an end that is null is open.
 */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate until) {
    public static final Validity OPEN = new Validity(null, null);

    /**
     * Checks the order of the ends.
     *
     * @throws IllegalArgumentException if it ends before it begins; the message is for editors
     */
    public Validity {
        if (from != null && until != null && until.isBefore(from))
            throw new IllegalArgumentException("结束日期 " + until + " 早于开始日期 " + from + "；valid 里的 until 不能比 from 早");
    }

    public boolean holds(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }

    /** Whether there is a day on which both hold. */
    public boolean overlaps(Validity other) {
        return !endsBefore(other) && !other.endsBefore(this);
    }

    private boolean endsBefore(Validity other) {
        return until != null && other.from != null && until.isBefore(other.from);
    }

    public boolean expiredBefore(LocalDate day) {
        return until != null && until.isBefore(day);
    }
}
