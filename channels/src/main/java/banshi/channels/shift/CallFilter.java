package banshi.channels.shift;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which calls are looked for (通话筛选); null where that does not matter.
 *
 * @param agent the id of the account that had it
 * @param day on which it began, in the city
 * @param unanswered only those that have ended without any answer shown
 * @param reviewed those that somebody has judged, or those that nobody has
 * @param before the id of a call: only those that come after it in the list
 */
public record CallFilter(
        @Nullable String agent,
        @Nullable LocalDate day,
        boolean unanswered,
        @Nullable Boolean reviewed,
        @Nullable String before) {
    /** All. */
    public static final CallFilter ALL = new CallFilter(null, null, false, null, null);
}
