package banshi.channels.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How the confidence of replies is distributed in a week, and how far that is from the four weeks before (把握的漂移), as the population stability index: the sum of
 * (p − q) · ln(p / q) over tenths of confidence. By usage, under {@value #CALM} nothing has moved, over {@value #MOVED} something has; each tenth counts half a turn more than it has, so that
 * none is empty.
 *
 * @param week its Monday
 * @param tenths how many turns had a confidence of 0–0.1, 0.1–0.2, …
 * @param index null where there is nothing to compare with
 */
public record Drift(
        LocalDate week, List<Long> tenths, @Nullable Double index) {
    /** Below it nothing has moved. */
    public static final double CALM = 0.1;

    /** Above it something has. */
    public static final double MOVED = 0.25;

    static final int TENTHS = 10;
    private static final int WEEKS_BEFORE = 4;

    public Drift {
        tenths = List.copyOf(tenths);
    }

    /** One for each week, in order. */
    static List<Drift> of(SortedMap<LocalDate, long[]> weeks) {
        var drifts = new ArrayList<Drift>();
        weeks.forEach((week, tenths) -> {
            var before = new long[TENTHS];
            boolean any = false;
            for (var former : weeks.subMap(week.minusWeeks(WEEKS_BEFORE), week).values()) {
                for (int i = 0; i < TENTHS; i++) before[i] += former[i];
                any = true;
            }
            drifts.add(new Drift(week, Arrays.stream(tenths).boxed().toList(), any ? index(tenths, before) : null));
        });
        return drifts;
    }

    static double index(long[] now, long[] before) {
        double nows = 0;
        double befores = 0;
        for (int i = 0; i < now.length; i++) {
            nows += now[i] + 0.5;
            befores += before[i] + 0.5;
        }
        double index = 0;
        for (int i = 0; i < now.length; i++) {
            double p = (now[i] + 0.5) / nows;
            double q = (before[i] + 0.5) / befores;
            index += (p - q) * Math.log(p / q);
        }
        return index;
    }
}
