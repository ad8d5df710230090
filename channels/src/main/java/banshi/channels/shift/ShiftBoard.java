package banshi.channels.shift;

import banshi.assistant.release.Directory;
import banshi.channels.hotline.DeskFrame.Colleague;
import banshi.channels.orders.WorkOrders;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The hotline at one look (值班长看板): who waits, who is there, how today goes and what many call about. Each part is one question to the database; a look holds for {@link #FRESH}, so that
 * however many look on, it is asked no oftener. Thread-safe; blocks.
 *
 * <p><b>Bursts of calls (来电突增).</b> Counted are the calls of the last two hours in which an answer about a matter was shown, by matter and district. They are told as a burst where they are
 * {@value #LEAST} or more, and at least {@value #TIMES} times what is usual: the mean of the same two hours of the day over those of the last {@value #DAYS} days on which anybody called in them. Orders
 * are told as {@link WorkOrders#bursts} has them.
 */
public final class ShiftBoard {
    /** How long a look holds. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    private static final Duration WITHIN = Duration.ofHours(2);
    private static final int LEAST = 5;
    private static final int TIMES = 3;
    private static final int DAYS = 7;
    private static final int TOP = 10;

    /** After which a call of which nothing came is none any more: a server that holds it ends it then. */
    private static final Duration SILENT = Duration.ofMinutes(31);

    private static final int AN_HOUR = 3_600;
    private static final int A_DAY = 86_400;

    private final Records records;
    private final Supplier<List<Colleague>> present;
    private final WorkOrders orders;
    private final Directory directory;
    private final Clock clock;
    private @Nullable Board last;

    /**
     * Of an installation.
     *
     * @param present who is at a desk of this server
     * @param directory tells the names of matters
     * @param clock in the city's time zone, by which days and hours are counted
     */
    public ShiftBoard(
            Records records, Supplier<List<Colleague>> present, WorkOrders orders, Directory directory, Clock clock) {
        this.records = records;
        this.present = present;
        this.orders = orders;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * One look (看板).
     *
     * @param at when it was taken
     * @param today since midnight
     * @param hours how many calls began in each hour of today, from midnight to this one
     * @param needs what most of today's callers wanted, the most first, {@value #TOP} at most
     * @param alerts bursts, the most first
     */
    public record Board(
            Instant at, Now now, Span today, Span lastHour, List<Hour> hours, List<Need> needs, List<Alert> alerts) {}

    /**
     * At this moment (此刻).
     *
     * @param open calls, those included whose papers are being done
     * @param waiting of them, those that nobody has
     * @param longestWait in seconds; null where nobody waits
     * @param handoffs people from WeChat and the web who wait
     * @param longestHandoff likewise
     */
    public record Now(
            long open,
            long waiting,
            @Nullable Long longestWait,
            long handoffs,
            @Nullable Long longestHandoff,
            List<Agent> agents) {}

    /**
     * Somebody at a desk (在席坐席).
     *
     * @param state what he says of himself: {@code ready}, {@code away} or {@code wrapup}
     * @param calls his, the oldest first
     */
    public record Agent(String id, String displayName, String state, List<OpenCall> calls) {}

    /** A call that he has. */
    public record OpenCall(String callId, String state, Instant startedAt) {}

    /**
     * Calls that began in a time (一段时间).
     *
     * @param taken those that somebody has, or had
     * @param unanswered those that have ended without any answer shown
     * @param handling from their beginning until their papers were done, of those of which that is so
     * @param untilTaken from their beginning until somebody had them
     */
    public record Span(long calls, long taken, long unanswered, Lengths handling, Lengths untilTaken, Cards cards) {}

    /**
     * How long something took (时长).
     *
     * @param calls of how many it is known
     * @param median in seconds, as long as one of them took; null where there is none
     * @param p90 likewise: nine in ten took no longer
     */
    public record Lengths(
            long calls, @Nullable Long median, @Nullable Long p90) {}

    /**
     * What agents made of the cards that hold words to be said (采纳情况), answers and phrases, shown in that time. A card can be copied and adopted.
     *
     * @param rate adopted or edited, of those shown, 0..1; null where none was
     * @param edits letters put in, taken out or changed, in all of them
     */
    public record Cards(
            long shown,
            long adopted,
            long edited,
            long copied,
            long rejected,
            @Nullable Double rate,
            long edits) {}

    /** An hour of the day, 0 to 23. */
    public record Hour(int hour, long calls) {}

    /**
     * What callers want (热点诉求).
     *
     * @param name null where the matter is gone
     * @param calls in which an answer about it was shown
     * @param adopted of them, those in which the agent used it
     * @param hours in which there were any, by when the call began
     */
    public record Need(String matter, @Nullable String name, long calls, long adopted, List<Hour> hours) {}

    /**
     * Many about the same (突增提醒).
     *
     * @param of {@code calls} or {@code orders}
     * @param district null where callers' is not known
     * @param usual how many there are otherwise; null for orders
     * @param withinMinutes in how long they came
     */
    public record Alert(
            String of,
            String matter,
            @Nullable String name,
            @Nullable String district,
            long count,
            @Nullable Double usual,
            long withinMinutes,
            Instant lastAt) {}

    /** How it is now, or was a moment ago. */
    public synchronized Board look() {
        var now = clock.instant();
        var known = last;
        if (known != null && Duration.between(known.at(), now).abs().compareTo(FRESH) < 0) return known;
        var midnight = LocalDate.ofInstant(now, clock.getZone())
                .atStartOfDay(clock.getZone())
                .toInstant();
        var looked = new Board(
                now,
                now(now),
                span(midnight),
                span(now.minusSeconds(AN_HOUR)),
                hours(midnight, now),
                needs(midnight, now),
                alerts(now));
        last = looked;
        return looked;
    }

    private record Open(@Nullable String agent, OpenCall call) {}

    private Now now(Instant now) {
        var open = records.sql()
                .sql("select id, state, agent, started_at from hotline_call where state <> 'closed'"
                        + " and coalesce(ended_at, heard_at) >= ? order by started_at, id")
                .param(Times.of(now.minus(SILENT)))
                .query((row, _) -> new Open(
                        row.getString("agent"),
                        new OpenCall(row.getString("id"), row.getString("state"), Times.in(row, "started_at"))))
                .list();
        var waiting = open.stream().filter(one -> one.agent() == null).toList();
        record Queue(long waiting, @Nullable Instant since) {}
        var handoffs = records.sql()
                .sql("select count(*) as waiting, min(asked_at) as since from handoff where state = 'waiting'")
                .query((row, _) -> new Queue(row.getLong("waiting"), Times.optional(row, "since")))
                .single();
        return new Now(
                open.size(),
                waiting.size(),
                waiting.isEmpty() ? null : seconds(waiting.getFirst().call().startedAt(), now),
                handoffs.waiting(),
                handoffs.since() == null ? null : seconds(handoffs.since(), now),
                present.get().stream()
                        .map(colleague -> new Agent(
                                colleague.id(),
                                colleague.displayName(),
                                colleague.state(),
                                open.stream()
                                        .filter(one -> colleague.id().equals(one.agent()))
                                        .map(Open::call)
                                        .toList()))
                        .toList());
    }

    private static long seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }

    /** Whole seconds of a column, which both databases count alike. */
    private static String epoch(String column) {
        return "cast(floor(extract(epoch from " + column + ")) as bigint)";
    }

    private static String took(String until) {
        return "greatest(0, " + epoch(until) + " - " + epoch("c.started_at") + ")";
    }

    private static final String IN_A_SPAN =
            "select count(*) as calls, count(agent) as taken, coalesce(sum(unanswered), 0) as unanswered,"
                    + lengths("handled") + "," + lengths("waited")
                    + " from (select c.agent, case when c.ended_at is not null and not exists (select 1 from hotline_suggestion s"
                    + " where s.call = c.id and s.kind = 'answer') then 1 else 0 end as unanswered,"
                    // calls of before we kept when their papers were done end with their end
                    + " case when c.agent is not null and c.state = 'closed' then "
                    + took("coalesce(c.closed_at, c.ended_at)")
                    + " end as handled, case when c.taken_at is not null then " + took("c.taken_at")
                    + " end as waited from hotline_call c where c.started_at >= ?) t";

    private static String lengths(String column) {
        return " count(" + column + ") as " + column + "_calls, percentile_disc(0.5) within group (order by " + column
                + ") as " + column + "_median, percentile_disc(0.9) within group (order by " + column + ") as " + column
                + "_p90";
    }

    private Span span(Instant since) {
        var cards = cards(since);
        return records.sql()
                .sql(IN_A_SPAN)
                .param(Times.of(since))
                .query((row, _) -> new Span(
                        row.getLong("calls"),
                        row.getLong("taken"),
                        row.getLong("unanswered"),
                        lengths(row, "handled"),
                        lengths(row, "waited"),
                        cards))
                .single();
    }

    private static Lengths lengths(ResultSet row, String column) throws SQLException {
        long calls = row.getLong(column + "_calls");
        return calls == 0
                ? new Lengths(0, null, null)
                : new Lengths(calls, row.getLong(column + "_median"), row.getLong(column + "_p90"));
    }

    private static String used(String action) {
        return " max(case when f.action = '" + action + "' then 1 else 0 end) as " + action + ",";
    }

    private static String sum(String column) {
        return "coalesce(sum(" + column + "), 0) as " + column;
    }

    private Cards cards(Instant since) {
        return records.sql()
                .sql("select count(*) as shown, " + sum("adopted") + ", " + sum("edited") + ", " + sum("copied") + ", "
                        + sum("rejected") + ", " + sum("edits")
                        + ", coalesce(sum(greatest(adopted, edited)), 0) as used from (select"
                        + used("adopted") + used("edited") + used("copied") + used("rejected")
                        + " coalesce(sum(f.edits), 0) as edits from hotline_suggestion s"
                        + " left join hotline_feedback f on f.call = s.call and f.suggestion = s.number"
                        + " where s.shown_at >= ? and s.kind in ('answer', 'phrase') group by s.call, s.number) t")
                .param(Times.of(since))
                .query((row, _) -> {
                    long shown = row.getLong("shown");
                    return new Cards(
                            shown,
                            row.getLong("adopted"),
                            row.getLong("edited"),
                            row.getLong("copied"),
                            row.getLong("rejected"),
                            shown == 0 ? null : (double) row.getLong("used") / shown,
                            row.getLong("edits"));
                })
                .single();
    }

    /** In which hour since midnight a call began. */
    private static String hourOf(Instant midnight) {
        return "(" + epoch("c.started_at") + " - " + midnight.getEpochSecond() + ") / " + AN_HOUR + " as at_hour";
    }

    private List<Hour> hours(Instant midnight, Instant now) {
        var calls = new LinkedHashMap<Integer, Long>();
        for (int hour = 0; hour <= Duration.between(midnight, now).toHours(); hour++) calls.put(hour, 0L);
        records.sql()
                .sql("select at_hour, count(*) as calls from (select " + hourOf(midnight)
                        + " from hotline_call c where c.started_at >= ? and c.started_at <= ?) t group by at_hour")
                .params(Times.of(midnight), Times.of(now))
                .query(row -> {
                    calls.put(row.getInt("at_hour"), row.getLong("calls"));
                });
        return calls.entrySet().stream()
                .map(one -> new Hour(one.getKey(), one.getValue()))
                .toList();
    }

    private record Wanted(String matter, Hour hour, long adopted) {}

    private List<Need> needs(Instant midnight, Instant now) {
        Map<String, List<Wanted>> byMatter = new LinkedHashMap<>();
        records.sql()
                .sql("select matter, at_hour, count(*) as calls, sum(adopted) as adopted from (select s.matter, c.id, "
                        + hourOf(midnight)
                        + ", max(case when f.action in ('adopted', 'edited') then 1 else 0 end) as adopted"
                        + " from hotline_call c join hotline_suggestion s on s.call = c.id"
                        + " left join hotline_feedback f on f.call = s.call and f.suggestion = s.number"
                        + " where c.started_at >= ? and c.started_at <= ? and s.kind = 'answer' and s.matter is not null"
                        + " group by s.matter, c.id, c.started_at) t group by matter, at_hour order by matter, at_hour")
                .params(Times.of(midnight), Times.of(now))
                .query(row -> {
                    byMatter.computeIfAbsent(row.getString("matter"), _ -> new ArrayList<>())
                            .add(new Wanted(
                                    row.getString("matter"),
                                    new Hour(row.getInt("at_hour"), row.getLong("calls")),
                                    row.getLong("adopted")));
                });
        return byMatter.entrySet().stream()
                .map(one -> new Need(
                        one.getKey(),
                        null,
                        one.getValue().stream()
                                .mapToLong(wanted -> wanted.hour().calls())
                                .sum(),
                        one.getValue().stream().mapToLong(Wanted::adopted).sum(),
                        one.getValue().stream().map(Wanted::hour).toList()))
                .sorted(Comparator.comparingLong(Need::calls).reversed().thenComparing(Need::matter))
                .limit(TOP)
                .map(need -> new Need(need.matter(), name(need.matter()), need.calls(), need.adopted(), need.hours()))
                .toList();
    }

    private @Nullable String name(String matter) {
        return directory.matter(new MatterId(matter)).map(Matter::name).orElse(null);
    }

    private List<Alert> alerts(Instant now) {
        var alerts = new ArrayList<>(calledAbout(now));
        for (var burst : orders.bursts())
            alerts.add(new Alert(
                    "orders",
                    burst.item(),
                    name(burst.item()),
                    burst.district(),
                    burst.orders(),
                    null,
                    orders.burstWithin().toMinutes(),
                    burst.lastAt()));
        alerts.sort(Comparator.comparingLong(Alert::count).reversed());
        return List.copyOf(alerts);
    }

    /** The calls of these hours, today (0 days ago) and before. */
    private static String theseHours(Instant now) {
        var age = "(" + now.getEpochSecond() + " - " + epoch("c.started_at") + ")";
        return " c.started_at > ? and c.started_at <= ? and mod(" + age + ", " + A_DAY + ") < " + WITHIN.toSeconds();
    }

    private static String daysAgo(Instant now) {
        return "(" + now.getEpochSecond() + " - " + epoch("c.started_at") + ") / " + A_DAY + " as days_ago";
    }

    private List<Alert> calledAbout(Instant now) {
        var from = Times.of(now.minus(WITHIN).minus(Duration.ofDays(DAYS)));
        long days = Objects.requireNonNull(records.sql()
                .sql("select count(distinct days_ago) from (select " + daysAgo(now) + " from hotline_call c where"
                        + theseHours(now) + ") t where days_ago > 0")
                .params(from, Times.of(now))
                .query(Long.class)
                .single());
        return records
                .sql()
                .sql("select matter, district, sum(today) as today, sum(1 - today) as before, max(last_at) as last_at"
                        + " from (select matter, district, case when days_ago = 0 then 1 else 0 end as today,"
                        + " case when days_ago = 0 then started_at end as last_at from (select distinct s.matter, c.district, c.id, c.started_at, "
                        + daysAgo(now) + " from hotline_call c join hotline_suggestion s on s.call = c.id where"
                        + theseHours(now) + " and s.kind = 'answer' and s.matter is not null) d) t"
                        + " group by matter, district having sum(today) >= " + LEAST)
                .params(from, Times.of(now))
                .query((row, _) -> new Alert(
                        "calls",
                        row.getString("matter"),
                        name(row.getString("matter")),
                        row.getString("district"),
                        row.getLong("today"),
                        Math.round(row.getLong("before") * 10.0 / Math.max(1, days)) / 10.0,
                        WITHIN.toMinutes(),
                        Times.in(row, "last_at")))
                .list()
                .stream()
                .filter(alert -> alert.count() >= TIMES * Objects.requireNonNull(alert.usual()))
                .toList();
    }
}
