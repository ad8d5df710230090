package banshi.channels.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * On which days offices work (工作日历): Monday to Friday, but for the holidays (放假) and with the weekends that are worked (调休上班), which the State Council tells every November for the next year.
 * Of years that it has not been told, weekends are all that is known. Immutable.
 *
 * <p>A file has a line each: {@code year 2026} for a year of which all is told, {@code off 2026-10-01 2026-10-07} for a holiday from day to day, {@code on 2026-10-10} for a weekend that is worked.
 * Behind {@code #} anything may stand.
 */
public final class WorkingCalendar {
    private static final String OURS = "working-days.txt";
    private static final int LONGEST_HOLIDAY = 31;

    private final Set<Integer> years;
    private final Set<LocalDate> off;
    private final Set<LocalDate> on;

    private WorkingCalendar(Set<Integer> years, Set<LocalDate> off, Set<LocalDate> on) {
        this.years = Set.copyOf(years);
        this.off = Set.copyOf(off);
        this.on = Set.copyOf(on);
    }

    /** The one that comes with the program. */
    public static WorkingCalendar ours() {
        try (InputStream in =
                Objects.requireNonNull(WorkingCalendar.class.getResourceAsStream("/banshi/channels/orders/" + OURS))) {
            return of(new String(in.readAllBytes(), UTF_8).lines().toList(), OURS);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + OURS + " of the program", e);
        }
    }

    /**
     * An operator's.
     *
     * @throws IllegalArgumentException if it cannot be read, or a line is wrong; the message says which
     */
    public static WorkingCalendar read(Path file) {
        try {
            return of(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "banshi.orders.calendar: " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    static WorkingCalendar of(List<String> lines, String name) {
        var years = new HashSet<Integer>();
        var off = new HashSet<LocalDate>();
        var on = new HashSet<LocalDate>();
        for (int i = 0; i < lines.size(); i++) {
            var words = List.of(
                    lines.get(i).replaceFirst("#.*", "").strip().split("\\s+")); // an empty line is one empty word
            try {
                switch (words.getFirst()) {
                    case "" -> {}
                    case "year" -> years.add(Integer.valueOf(word(words, 1)));
                    case "off" -> off.addAll(days(words));
                    case "on" -> on.add(LocalDate.parse(word(words, 1)));
                    default -> throw new IllegalArgumentException("begins with none of year, off, on");
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(
                        name + ":" + (i + 1) + ": " + e.getMessage()
                                + "; allowed: year 2026, off 2026-10-01 2026-10-07, on 2026-10-10",
                        e);
            }
        }
        for (var day : on)
            if (off.contains(day)) throw new IllegalArgumentException(name + ": " + day + " is both off and on");
        return new WorkingCalendar(years, off, on);
    }

    private static String word(List<String> words, int index) {
        if (words.size() <= index) throw new IllegalArgumentException("a day or a year is missing");
        return words.get(index);
    }

    private static List<LocalDate> days(List<String> words) {
        var first = LocalDate.parse(word(words, 1));
        var last = words.size() > 2 ? LocalDate.parse(words.get(2)) : first;
        if (last.isBefore(first) || last.isAfter(first.plusDays(LONGEST_HOLIDAY)))
            throw new IllegalArgumentException("the last day must be the first or up to " + LONGEST_HOLIDAY + " later");
        return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Whether holidays of that year have been told. */
    public boolean knows(int year) {
        return years.contains(year);
    }

    /** Whether offices work on that day. */
    public boolean isWorkingDay(LocalDate day) {
        if (on.contains(day)) return true;
        if (off.contains(day)) return false;
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * The working day so many after a day, which itself does not count, whether it is one or not.
     *
     * @param workingDays at least 1
     */
    public LocalDate after(LocalDate day, int workingDays) {
        var due = day;
        for (int left = workingDays; left > 0; ) {
            due = due.plusDays(1);
            if (isWorkingDay(due)) left--;
        }
        return due;
    }
}
