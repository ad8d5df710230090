package banshi.channels.web;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often citizens may ask over HTTP (限流设置), under {@code banshi.limits}; who asks on this machine itself is not counted.
 *
 * @param perMinute in one conversation
 * @param perDay likewise
 * @param addressPerMinute from one address, whatever the conversation: many may sit behind it
 * @param streams open at the same time in one conversation
 */
public record LimitSettings(
        @DefaultValue("10") int perMinute,
        @DefaultValue("200") int perDay,
        @DefaultValue("60") int addressPerMinute,
        @DefaultValue("3") int streams) {
    /** What suits citizens who type. */
    public static final LimitSettings DEFAULT = new LimitSettings(10, 200, 60, 3);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if one is less than 1; the message is for operators
     */
    public LimitSettings {
        positive("per-minute", perMinute);
        positive("per-day", perDay);
        positive("address-per-minute", addressPerMinute);
        positive("streams", streams);
    }

    private static void positive(String name, int value) {
        if (value < 1)
            throw new IllegalArgumentException("banshi.limits." + name + " is " + value + "; allowed: 1 or more");
    }
}
