package banshi.channels.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.hotline.AppealType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingCalendarTest {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private final WorkingCalendar calendar = WorkingCalendar.ours();

    @ParameterizedTest(name = "{0} and {1} working days: {2}")
    @CsvSource({
        "2026-03-02, 5, 2026-03-09",
        "2026-03-06, 1, 2026-03-09",
        "2026-03-07, 1, 2026-03-09", // taken down on a Saturday: Monday is the first day
        "2026-01-01, 1, 2026-01-04", // 元旦; the Sunday after it is worked
        "2026-02-13, 1, 2026-02-14", // before 春节 a Saturday is worked
        "2026-02-14, 1, 2026-02-24",
        "2026-02-14, 5, 2026-02-28", // and after it one more
        "2026-02-20, 3, 2026-02-26",
        "2026-04-03, 1, 2026-04-07", // 清明
        "2026-04-30, 4, 2026-05-09", // 劳动节
        "2026-06-18, 1, 2026-06-22", // 端午
        "2026-09-18, 1, 2026-09-20", // a Sunday that is worked for 国庆节
        "2026-09-24, 1, 2026-09-28", // 中秋
        "2026-09-30, 1, 2026-10-08",
        "2026-09-30, 3, 2026-10-10", // a Saturday that is worked
        "2026-10-03, 4, 2026-10-12",
        "2026-12-31, 1, 2027-01-04"
    })
    void countsWorkingDaysFromTheDayAfter(LocalDate from, int workingDays, LocalDate due) {
        assertThat(calendar.after(from, workingDays)).isEqualTo(due);
    }

    @Test
    void everyDayOf2026IsAsItWasTold() {
        var days = LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2027, 1, 1));
        // 261 from Monday to Friday, less 20 of them that are holidays, and 6 days of weekends that are worked
        assertThat(days.filter(calendar::isWorkingDay)).hasSize(261 - 19 + 6);
        assertThat(calendar.knows(2026)).isTrue();
        assertThat(calendar.knows(2027)).isFalse();
    }

    @ParameterizedTest(name = "{1}, {2}: due {3}")
    @CsvSource({
        "2026-03-02T10:00, CONSULTATION, NORMAL, 2026-03-05T23:59:59",
        "2026-03-02T10:00, COMPLAINT, NORMAL, 2026-03-09T23:59:59",
        "2026-03-02T23:59:59, HELP, NORMAL, 2026-03-09T23:59:59",
        "2026-09-30T16:00, REPORT, NORMAL, 2026-10-13T23:59:59",
        "2026-10-01T16:00, HELP, URGENT, 2026-10-02T16:00" // haste knows no holidays
    })
    void saysUntilWhenAnAnswerIsOwed(LocalDateTime received, AppealType type, Urgency urgency, LocalDateTime due) {
        var deadlines = new Deadlines(TestOrders.SETTINGS, calendar, CITY);
        assertThat(deadlines.due(type, urgency, at(received))).isEqualTo(at(due));
    }

    @Test
    void remindsAWorkingDayBefore() {
        var deadlines = new Deadlines(TestOrders.SETTINGS, calendar, CITY);
        assertThat(deadlines.soon(at(LocalDateTime.of(2026, 9, 30, 9, 0))))
                .isEqualTo(at(LocalDateTime.of(2026, 10, 8, 23, 59, 59)));
    }

    private static Instant at(LocalDateTime time) {
        return time.atZone(CITY).toInstant();
    }

    @Test
    void readsAnOperatorsFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("days.txt");
        Files.writeString(file, "# ours\n\nyear 2027\noff 2027-02-05 2027-02-11 # 春节\non 2027-02-14\n");
        var own = WorkingCalendar.read(file);
        assertThat(own.knows(2027)).isTrue();
        assertThat(own.after(LocalDate.of(2027, 2, 4), 2))
                .isEqualTo(LocalDate.of(2027, 2, 14).minusDays(1).plusDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "holiday 2026-01-01",
                "off",
                "off 2026-13-01",
                "off 2026-02-10 2026-02-01",
                "off 2026-01-01 2026-12-31",
                "on",
                "year next"
            })
    void saysWhichLineIsWrong(String line) {
        assertThatThrownBy(() -> WorkingCalendar.of(List.of("year 2026", line), "days.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("days.txt:2: ")
                .hasMessageContaining("allowed: year 2026");
    }

    @Test
    void noDayIsBothAHolidayAndWorked() {
        assertThatThrownBy(() -> WorkingCalendar.of(List.of("off 2026-02-14", "on 2026-02-14"), "days.txt"))
                .hasMessageContaining("2026-02-14 is both off and on");
        assertThatThrownBy(() -> WorkingCalendar.read(Path.of("nowhere.txt")))
                .hasMessageContaining("banshi.orders.calendar");
    }
}
