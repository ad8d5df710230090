package banshi.channels.web;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people answer (人工服务设置), under {@code banshi.handoff}.
 *
 * @param days on which they do
 * @param from the time of day at which they begin
 * @param to at which they end
 * @param present how long after the last look into the queue somebody is taken to be there
 */
public record HandoffSettings(
        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        List<DayOfWeek> days,

        @DefaultValue("08:30") LocalTime from,
        @DefaultValue("17:30") LocalTime to,
        @DefaultValue("1m") Duration present) {
    /** The hours of an office. */
    public static final HandoffSettings DEFAULT = new HandoffSettings(
            List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY),
            LocalTime.of(8, 30),
            LocalTime.of(17, 30),
            Duration.ofMinutes(1));

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if they end before they begin; the message is for operators
     */
    public HandoffSettings {
        days = List.copyOf(days);
        if (!from.isBefore(to))
            throw new IllegalArgumentException(
                    "banshi.handoff.from is " + from + " and to is " + to + "; allowed: from before to");
        if (present.isNegative() || present.isZero())
            throw new IllegalArgumentException("banshi.handoff.present is " + present + "; allowed: more than 0");
    }

    boolean isOpenAt(ZonedDateTime time) {
        var now = time.toLocalTime();
        return days.contains(time.getDayOfWeek()) && !now.isBefore(from) && now.isBefore(to);
    }
}
