package banshi.channels.orders;

import org.jspecify.annotations.Nullable;

/**
 * Which orders somebody wants to see (工单筛选); null where it does not matter.
 *
 * @param mine only those that whoever asks took down
 * @param item the id of a matter
 * @param text somewhere in number, title, content or address
 * @param before the number of an order: only earlier ones
 * @param most how many at most
 */
public record OrderFilter(
        @Nullable OrderState state,
        boolean mine,
        @Nullable Due due,
        @Nullable String item,
        @Nullable String text,
        @Nullable String before,
        int most) {
    /** How near its time limit an order is (督办). */
    public enum Due {
        OVERDUE,
        SOON
    }
}
