package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Until when an answer is owed (办理时限): the end of a working day, counted from the day after the order was taken down, or so many hours where there is haste. Immutable.
 *
 * @param zone the city's
 */
record Deadlines(OrderSettings settings, WorkingCalendar calendar, ZoneId zone) {
    /** Days end a second before midnight, so that the date of what is due is the day that is meant. */
    private static final LocalTime END = LocalTime.of(23, 59, 59);

    /** Of an order that is taken down at that moment. */
    Instant due(AppealType type, Urgency urgency, Instant receivedAt) {
        return urgency == Urgency.URGENT
                ? receivedAt.plus(settings.urgent())
                : end(calendar.after(day(receivedAt), settings.days().of(type)));
    }

    /** Of one whose result did not satisfy. */
    Instant again(Instant receivedAt) {
        return end(calendar.after(day(receivedAt), settings.days().again()));
    }

    /** What is due until then, somebody should be reminded of (督办). */
    Instant soon(Instant now) {
        return end(calendar.after(day(now), settings.remind()));
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private Instant end(LocalDate day) {
        return day.atTime(END).atZone(zone).toInstant();
    }
}
