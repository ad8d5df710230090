package banshi.eval.soak;

import static banshi.eval.speed.Table.cell;

import banshi.eval.soak.Soak.Sample;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What came of a soak, to be read (长稳测试报告). */
public final class SoakSections {
    private static final double MOST_GROWTH = .05;

    private static final Quantity HEAP = new Quantity("heap after a collection", Sample::heap, 1, "MB");
    private static final Quantity NON_HEAP = new Quantity("outside the heap", Sample::nonHeap, 1, "MB");
    private static final Quantity RESIDENT = new Quantity("resident", Sample::resident, 0, "MB");
    private static final Quantity THREADS = new Quantity("threads", Sample::threads, 0, "");
    private static final List<Quantity> ALL = List.of(HEAP, NON_HEAP, RESIDENT, THREADS);

    private SoakSections() {}

    /** What is looked at (量). */
    private record Quantity(String words, ToDoubleFunction<Sample> value, int decimals, String unit) {
        String name(String blank) {
            return unit.isEmpty() ? words : words + blank + unit;
        }

        Trend trend(List<Sample> samples) {
            return Trend.of(samples.stream()
                    .map(s -> new Trend.Point(s.hours(), value.applyAsDouble(s)))
                    .toList());
        }
    }

    /** What was asked and what came of it; then memory. */
    public static List<Section> of(Soak soak) {
        return List.of(load(soak), memory(soak));
    }

    private static Section load(Soak soak) {
        double seconds = soak.lasted().toMillis() / 1e3;
        var rows = new ArrayList<List<Table.Cell>>();
        soak.latencies().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> rows.add(List.of(
                        cell(e.getKey()),
                        cell(e.getValue().replies(), 0),
                        cell(e.getValue().replies() / seconds, 2),
                        cell(e.getValue().millis(.5), 1),
                        cell(e.getValue().millis(.95), 1),
                        cell(e.getValue().millis(.99), 1),
                        cell(e.getValue().millis(1), 0))));
        int troubles =
                soak.troubles().values().stream().mapToInt(Integer::intValue).sum();
        return new Section(
                "长稳 Soak: a mixed load at a steady rate",
                String.format(
                        Locale.ROOT,
                        "%,d visits within %.1f minutes, whether or not earlier ones were over, of citizens who come back from the"
                                + " second third on. Every status is looked at, every stream is read to its end, every post on WeChat"
                                + " is opened. Times are those of a client on the same machine, from the sending; of a stream to its"
                                + " head. Garbage is collected at every look at the memory, which the slowest have met. %,d times"
                                + " somebody who asked too often was refused, as was intended;"
                                + " %,d posts of WeChat's had no answer within five seconds and were made again.",
                        soak.visits(),
                        seconds / 60,
                        soak.refusals(),
                        soak.drops()),
                new Table(
                        List.of("request", "replies", "per second", "p50 ms", "p95 ms", "p99 ms", "slowest ms"), rows),
                List.of(
                        new Target(
                                "nothing unexpected",
                                troubles == 0
                                        ? "nothing"
                                        : soak.troubles().entrySet().stream()
                                                .sorted(Map.Entry.comparingByKey())
                                                .map(e -> e.getKey() + " (" + e.getValue() + " times)")
                                                .collect(Collectors.joining("; ")),
                                troubles == 0),
                        new Target(
                                "no turn, opinion or rating lost that was acknowledged",
                                String.format(
                                        Locale.ROOT,
                                        "%,d acknowledged, %d missing; %d turns that the server says it lost",
                                        soak.acknowledged(),
                                        soak.missing(),
                                        soak.lost()),
                                soak.acknowledged() > 0 && soak.missing() == 0 && soak.lost() == 0),
                        new Target(
                                "no error in the server's log", soak.logged() + " lines of ERROR", soak.logged() == 0)),
                List.of());
    }

    private static Section memory(Soak soak) {
        var columns = new ArrayList<String>();
        columns.add("minute");
        for (var quantity : ALL) columns.add(quantity.name(", "));
        var rows = soak.samples().stream().map(SoakSections::row).toList();
        var targets = new ArrayList<Target>();
        for (var quantity : ALL) targets.add(flat(quantity, soak.samples()));
        return new Section(
                "内存 Memory",
                "After a full collection each. A line through the last two thirds; flat is where the upper end of its 95 % interval,"
                        + " drawn on for an hour, is below 5 % of the level.",
                new Table(columns, rows),
                targets,
                List.of(new Picture.Curves(
                        "soak-memory",
                        "内存随时间 Memory over time",
                        "每次都先做一次完整回收。After a full collection each.",
                        "分钟 minutes",
                        "MB",
                        List.of(
                                curve(HEAP, soak.samples()),
                                curve(NON_HEAP, soak.samples()),
                                curve(RESIDENT, soak.samples())))));
    }

    private static List<Table.Cell> row(Sample sample) {
        var row = new ArrayList<Table.Cell>();
        row.add(cell(sample.hours() * 60, 1));
        for (var quantity : ALL) row.add(cell(quantity.value.applyAsDouble(sample), quantity.decimals));
        return row;
    }

    private static Picture.Curve curve(Quantity quantity, List<Sample> samples) {
        return new Picture.Curve(
                quantity.words,
                samples.stream()
                        .map(s -> new Picture.Point(s.hours() * 60, quantity.value.applyAsDouble(s)))
                        .toList());
    }

    private static Target flat(Quantity quantity, List<Sample> samples) {
        var trend = quantity.trend(samples);
        return new Target(
                quantity.words + " flat, growing by less than 5 % in an hour",
                String.format(
                        Locale.ROOT,
                        "level %.0f %s, %+.1f %% in an hour (95 %%: %+.1f to %+.1f)",
                        trend.level(),
                        quantity.unit,
                        100 * trend.perHour(),
                        100 * trend.least(),
                        100 * trend.most()),
                trend.most() < MOST_GROWTH);
    }
}
