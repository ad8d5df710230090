package banshi.channels.shift;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Role;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that were, without what was said in them (通话记录): an agent's own, a supervisor's all. Thread-safe; blocks. */
public final class CallLog {
    /** Calls at once. */
    public static final int MOST = 200;

    private static final Duration AGENTS_OF = Duration.ofDays(30);

    private final Records records;
    private final Clock clock;

    /**
     * Of a database.
     *
     * @param clock in the city's time zone, by which days are counted
     */
    public CallLog(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * A call in a list (一通电话).
     *
     * @param agent the id of the account that has it, or had it
     * @param answered whether any answer was shown
     * @param orderNo of the work order that was made of it
     * @param reviewedAt null where nobody has judged it
     * @param failed how many points of the checklist were not as they should be; null where nobody has judged it
     */
    public record Row(
            String callId,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String agent,
            @Nullable String agentName,
            @Nullable String district,
            @Nullable String phoneMasked,
            int earlierCalls,
            int faults,
            boolean answered,
            @Nullable String orderNo,
            @Nullable Instant reviewedAt,
            @Nullable Integer failed) {}

    /** The latest first, {@value #MOST} at most; colleagues' are for supervisors. */
    public List<Row> list(CallFilter filter, Account account) {
        var where = new ArrayList<String>();
        var values = new ArrayList<Object>();
        var agent = account.is(Role.SUPERVISOR) ? filter.agent() : account.id();
        if (agent != null) {
            where.add("c.agent = ?");
            values.add(agent);
        }
        var day = filter.day();
        if (day != null) {
            where.add("c.started_at >= ? and c.started_at < ?");
            values.add(Times.of(midnight(day)));
            values.add(Times.of(midnight(day.plusDays(1))));
        }
        if (filter.unanswered())
            where.add("c.ended_at is not null and not exists (select 1 from hotline_suggestion s"
                    + " where s.call = c.id and s.kind = 'answer')");
        var reviewed = filter.reviewed();
        if (reviewed != null) where.add("r.call is " + (reviewed ? "not " : "") + "null");
        var before = filter.before();
        if (before != null) {
            where.add("exists (select 1 from hotline_call b where b.id = ?"
                    + " and (c.started_at < b.started_at or (c.started_at = b.started_at and c.id > b.id)))");
            values.add(before);
        }
        return records.sql()
                .sql("select c.id, c.state, c.started_at, c.ended_at, c.reason, c.agent, a.display_name, c.district,"
                        + " c.phone_masked, c.earlier_calls, c.faults, w.order_no, r.reviewed_at,"
                        + " (select count(*) from hotline_suggestion s where s.call = c.id and s.kind = 'answer') as answers,"
                        + " (select count(*) from call_review_point p where p.call = c.id and p.mark = 'no') as failed"
                        + " from hotline_call c left join account a on a.id = c.agent"
                        + " left join work_order w on w.call_id = c.id left join call_review r on r.call = c.id"
                        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by c.started_at desc, c.id fetch first " + MOST + " rows only")
                .params(values)
                .query((row, _) -> row(row))
                .list();
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static Row row(ResultSet row) throws SQLException {
        var reviewed = Times.optional(row, "reviewed_at");
        return new Row(
                row.getString("id"),
                row.getString("state"),
                Times.in(row, "started_at"),
                Times.optional(row, "ended_at"),
                row.getString("reason"),
                row.getString("agent"),
                row.getString("display_name"),
                row.getString("district"),
                row.getString("phone_masked"),
                row.getInt("earlier_calls"),
                row.getInt("faults"),
                row.getInt("answers") > 0,
                row.getString("order_no"),
                reviewed,
                reviewed == null ? null : row.getInt("failed"));
    }

    /** Somebody who has taken calls (接过电话的坐席). */
    public record Agent(String id, String displayName) {}

    /** Who had calls of late, by name; for an agent nobody but himself. */
    public List<Agent> agents(Account account) {
        if (!account.is(Role.SUPERVISOR)) return List.of(new Agent(account.id(), account.displayName()));
        return records.sql()
                .sql("select a.id, a.display_name from account a where exists (select 1 from hotline_call c"
                        + " where c.agent = a.id and c.started_at >= ?) order by a.display_name, a.id")
                .param(Times.of(clock.instant().minus(AGENTS_OF)))
                .query((row, _) -> new Agent(row.getString("id"), row.getString("display_name")))
                .list();
    }

    /** The number of the work order that was made of a call. */
    public Optional<String> order(String callId) {
        return records.sql()
                .sql("select order_no from work_order where call_id = ?")
                .param(callId)
                .query(String.class)
                .optional();
    }
}
