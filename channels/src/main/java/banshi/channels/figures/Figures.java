package banshi.channels.figures;

import banshi.assistant.release.Directory;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of some days (看板数字). Each question to the database goes once through the turns of those days, in an index; days × channels × acts come back and are put together
 * here. What 180 days of 10,000 turns cost is measured by {@code FiguresContract} and written in docs/adr/0029. Thread-safe; blocks.
 */
public final class Figures {
    /** The most days at once: records are kept no longer unless somebody sets it so. */
    public static final int MOST_DAYS = 180;

    private static final int TOP = 20;
    private static final int SECONDS = 3_600;
    private static final int SECONDS_OF_A_WEEK = 604_800;

    /** A whole number before it is divided: H2 divides fractions to thousands of digits, a millisecond each. */
    private static final String EPOCH = "cast(floor(extract(epoch from said_at)) as bigint)";

    private final Records records;
    private final TurnRecords turns;
    private final EngineTimes times;
    private final Directory directory;
    private final Supplier<Map<String, Integer>> content;
    private final Clock clock;

    /**
     * Of a database.
     *
     * @param times of the engine
     * @param directory tells the names of matters
     * @param content how the content is, by name; asked each time
     * @param clock in the city's time zone: days and hours are its own, if that zone is whole hours from UTC
     */
    public Figures(
            Records records,
            TurnRecords turns,
            EngineTimes times,
            Directory directory,
            Supplier<Map<String, Integer>> content,
            Clock clock) {
        this.records = records;
        this.turns = turns;
        this.times = times;
        this.directory = directory;
        this.content = content;
        this.clock = clock;
    }

    /**
     * The figures of some days (看板).
     *
     * @param hours that had any turns, in order
     * @param coverage answered of what was asked: small talk, emergencies and what is none of ours do not count
     * @param precision helpful of what citizens had an opinion on
     * @param ratings how often each level of 好差评 was given, the worst first, five
     * @param latency of this server since it was started, for nothing is kept of single turns; null where it answered none
     * @param contentHealth by name
     */
    public record Report(
            LocalDate from,
            LocalDate to,
            List<Hour> hours,
            Map<String, Long> acts,
            Share coverage,
            Share precision,
            List<Topped> matters,
            List<Topped> aspects,
            List<Long> ratings,
            Share satisfied,
            HandedOver handedOver,
            List<Drift> drift,
            EngineTimes.@Nullable Latency latency,
            Map<String, Integer> contentHealth) {}

    /** Turns of an hour on a channel (时段). */
    public record Hour(LocalDate day, int hour, String channel, long turns, long answered, long asked) {}

    /** How often a matter or an aspect was spoken of (热门); aspects and matters that are gone have no name here. */
    public record Topped(String id, @Nullable String name, long turns) {}

    /** Hand-offs (转人工): asked for, taken, and waiting now. */
    public record HandedOver(long asked, long taken, long waiting) {}

    /**
     * Counts.
     *
     * @param from first day
     * @param to last day
     * @param channel nothing but this one; null for all
     * @throws IllegalArgumentException if there are no days, or more than {@value #MOST_DAYS}
     */
    public Report report(LocalDate from, LocalDate to, @Nullable String channel) {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MOST_DAYS)
            throw new IllegalArgumentException(
                    "from " + from + " to " + to + " are " + days + " days; allowed: 1 to " + MOST_DAYS);
        turns.flush();
        var span = new Span(start(from), start(to.plusDays(1)), channel);
        var counted = counted(span);
        var acts = new TreeMap<String, Long>();
        long answered = 0;
        long asked = 0;
        for (var count : counted) {
            acts.merge(count.act(), count.turns(), Long::sum);
            answered += count.answered();
            asked += count.asked();
        }
        var ratings = ratings(span);
        return new Report(
                from,
                to,
                hours(counted),
                acts,
                Share.of(answered, asked),
                precision(span),
                top("matter", span, this::name),
                top("aspect", span, _ -> null),
                ratings,
                Share.of(
                        ratings.get(3) + ratings.get(4),
                        ratings.stream().mapToLong(r -> r).sum()),
                handedOver(span),
                drift(span, from),
                times.latency(),
                content.get());
    }

    private record Span(
            OffsetDateTime from,
            OffsetDateTime to,
            @Nullable String channel) {
        String where(String column, String table) {
            return column + " >= :from and " + column + " < :to"
                    + (channel == null ? "" : " and " + table + "channel = :channel");
        }

        Map<String, Object> values() {
            var values = new HashMap<String, Object>(Map.of("from", from, "to", to));
            if (channel != null) values.put("channel", channel);
            return values;
        }
    }

    private record Counted(long hour, String channel, String act, boolean ours, long turns) {
        long answered() {
            return act.equals("answer") ? turns : 0;
        }

        long asked() {
            return ours ? turns : 0;
        }
    }

    private List<Counted> counted(Span span) {
        return records.sql()
                .sql("select hour_of, channel, act, ours, count(*) as turns from (select " + EPOCH + " / " + SECONDS
                        + " as hour_of, channel, act,"
                        + " case when act in ('answer', 'clarify') or template = 'builtin.decline' or (act = 'handoff' and matter is not null)"
                        + " then 1 else 0 end as ours from turn where "
                        + span.where("said_at", "") + ") t group by hour_of, channel, act, ours")
                .params(span.values())
                .query((row, _) -> new Counted(
                        row.getLong("hour_of"),
                        row.getString("channel"),
                        row.getString("act"),
                        row.getInt("ours") == 1,
                        row.getLong("turns")))
                .list();
    }

    private List<Hour> hours(List<Counted> counted) {
        record Key(long hour, String channel) {}
        var hours = new HashMap<Key, long[]>();
        for (var count : counted) {
            var sums = hours.computeIfAbsent(new Key(count.hour(), count.channel()), _ -> new long[3]);
            sums[0] += count.turns();
            sums[1] += count.answered();
            sums[2] += count.asked();
        }
        return hours.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<Key, long[]> e) -> e.getKey().hour())
                        .thenComparing(e -> e.getKey().channel()))
                .map(e -> {
                    var at = Instant.ofEpochSecond(e.getKey().hour() * SECONDS).atZone(clock.getZone());
                    var sums = e.getValue();
                    return new Hour(at.toLocalDate(), at.getHour(), e.getKey().channel(), sums[0], sums[1], sums[2]);
                })
                .toList();
    }

    private Share precision(Span span) {
        return records.sql()
                .sql("select count(*) as opinions, coalesce(sum(case when f.helpful then 1 else 0 end), 0) as helpful"
                        + " from feedback f join turn t on t.id = f.turn where " + span.where("t.said_at", "t."))
                .params(span.values())
                .query((row, _) -> Share.of(row.getLong("helpful"), row.getLong("opinions")))
                .single();
    }

    private List<Topped> top(String column, Span span, Function<String, @Nullable String> name) {
        return records.sql()
                .sql("select " + column + " as id, count(*) as turns from turn where " + column + " is not null and "
                        + span.where("said_at", "") + " group by " + column + " order by turns desc, id fetch first "
                        + TOP
                        + " rows only")
                .params(span.values())
                .query((row, _) ->
                        new Topped(row.getString("id"), name.apply(row.getString("id")), row.getLong("turns")))
                .list();
    }

    private @Nullable String name(String matter) {
        return directory.matter(new MatterId(matter)).map(Matter::name).orElse(null);
    }

    private List<Long> ratings(Span span) {
        var levels = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L));
        records.sql()
                .sql("select level, count(*) as ratings from rating where " + span.where("given_at", "")
                        + " group by level")
                .params(span.values())
                .query(row -> {
                    levels.set(row.getInt("level") - 1, row.getLong("ratings"));
                });
        return levels;
    }

    private HandedOver handedOver(Span span) {
        long waiting = records.sql()
                .sql("select count(*) from handoff where state = 'waiting'")
                .query(Long.class)
                .single();
        return records.sql()
                .sql(
                        "select count(*) as asked, coalesce(sum(case when taken_at is not null then 1 else 0 end), 0) as taken from handoff where "
                                + span.where("asked_at", ""))
                .params(span.values())
                .query((row, _) -> new HandedOver(row.getLong("asked"), row.getLong("taken"), waiting))
                .single();
    }

    /** Of whole weeks; the first is compared with the four before it, too, which are read for that. */
    private List<Drift> drift(Span span, LocalDate from) {
        var monday = from.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var wider = new Span(start(monday.minusWeeks(4)), span.to(), span.channel());
        SortedMap<LocalDate, long[]> weeks = new TreeMap<>();
        records.sql()
                .sql("select week_of, tenth, count(*) as turns from (select (" + EPOCH + " - "
                        + wider.from().toEpochSecond() + ") / " + SECONDS_OF_A_WEEK + " as week_of,"
                        + " cast(floor(confidence * 10) as int) as tenth from turn where "
                        + wider.where("said_at", "")
                        + ") t group by week_of, tenth")
                .params(wider.values())
                .query(row -> {
                    var week = monday.plusWeeks(row.getInt("week_of") - 4L);
                    int tenth = Math.clamp(row.getInt("tenth"), 0, Drift.TENTHS - 1);
                    weeks.computeIfAbsent(week, _ -> new long[Drift.TENTHS])[tenth] += row.getLong("turns");
                });
        return Drift.of(weeks).stream()
                .filter(drift -> !drift.week().isBefore(monday))
                .toList();
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().atOffset(ZoneOffset.UTC);
    }
}
