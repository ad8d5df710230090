package banshi.assistant;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen said (话语), once.
 *
 * @param text as it came, at most {@value #LONGEST} characters
 * @param region a six-digit GB/T 2260 code, or null where it is not known
 * @param day the day on which the answer must be valid
 */
public record Utterance(
        String text, Channel channel, @Nullable String region, LocalDate day) {
    /** The longest text that is read, in UTF-16 units. */
    public static final int LONGEST = 500;

    /**
     * Checks the text and the region.
     *
     * @throws IllegalArgumentException if {@code text} is empty or too long, or {@code region} is not six digits
     */
    public Utterance {
        if (text.isEmpty() || text.length() > LONGEST)
            throw new IllegalArgumentException("text has " + text.length() + " characters; allowed: 1 to " + LONGEST);
        if (region != null && !region.matches("\\d{6}"))
            throw new IllegalArgumentException("region " + region + " is not a six-digit GB/T 2260 code");
    }

    /** Over which wire it came (渠道). */
    public enum Channel {
        WEB,
        WECHAT,
        HOTLINE,
        KIOSK
    }
}
