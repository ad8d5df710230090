package banshi.channels.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with a work order (工单流转), as it is kept.
 *
 * @param seq the version that the order had afterwards
 * @param account the id of whose deed it is
 * @param from null where the order began
 * @param reason masked; null where none was given
 */
public record OrderStep(
        int seq,
        Instant at,
        String account,
        OrderMove move,
        @Nullable OrderState from,
        OrderState to,
        @Nullable String reason) {}
