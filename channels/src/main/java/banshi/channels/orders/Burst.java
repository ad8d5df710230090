package banshi.channels.orders;

import java.time.Instant;

/**
 * Many orders of one matter in one district within a short time (集中爆发).
 *
 * @param item the id of the matter
 * @param lastAt when the last of them was taken down
 */
public record Burst(String item, String district, int orders, Instant lastAt) {}
