package banshi.channels.notice;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What differs between installations (一次性告知设置), under {@code banshi.notice}.
 *
 * @param validDays for how many days after its own a link is good
 */
public record NoticeSettings(@DefaultValue("7") int validDays) {
    private static final int MOST_DAYS = 90;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if a value is out of range; the message is for operators
     */
    public NoticeSettings {
        if (validDays < 1 || validDays > MOST_DAYS)
            throw new IllegalArgumentException(
                    "banshi.notice.valid-days is " + validDays + "; allowed: 1 to " + MOST_DAYS);
    }
}
