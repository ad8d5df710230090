package banshi.channels.webhook;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent (发件箱), in a table of the database: written in the transaction of what it tells of, so that there is neither without the other. A row that is taken to be sent belongs
 * to one server for a time, and of one thing (an order, say) only the first that is not sent can be taken. The table has the columns of {@code order_outbox}. Blocks.
 */
public final class Outbox {

    /** Who takes a row that somebody else has just taken looks at the next one. */
    private static final int LOOKED_AT = 20;

    private final Records records;
    private final String table;
    private final String of;

    /** Of the rows that may be sent at a moment. */
    private final String ready;

    /**
     * That in a table.
     *
     * @param of the column that names what a row tells of
     */
    public Outbox(Records records, String table, String of) {
        this.records = records;
        this.table = table;
        this.of = of;
        ready = "state = 'waiting' and next_at <= ? and (leased_until is null or leased_until < ?) and not exists"
                + " (select 1 from " + table + " e where e." + of + " = o." + of
                + " and e.seq < o.seq and e.state <> 'sent')";
    }

    /**
     * A row that is this server's to send (待发).
     *
     * @param id the idempotency key
     * @param of what it tells of
     * @param tries so far
     */
    public record Leased(String id, String of, String payload, int tries) {}

    /**
     * A row that nobody sends any more (未送达).
     *
     * @param failure of the last try, for operators; null where there was none
     * @param behind how many later ones of the same thing wait for it
     */
    public record Dead(
            String id,
            String of,
            int seq,
            int tries,
            Instant writtenAt,
            @Nullable String failure,
            int behind) {}

    /** Writes one, to be sent now; of one thing, by seq. */
    public void write(String what, int seq, String payload, Instant now) {
        records.sql()
                .sql("insert into " + table + " (id, " + of
                        + ", seq, payload, state, tries, written_at, next_at) values (?, ?, ?, ?, 'waiting', 0, ?, ?)")
                .params(UUID.randomUUID().toString().replace("-", ""), what, seq, payload, Times.of(now), Times.of(now))
                .update();
    }

    /** Takes the next row that may be sent, for a time; nothing where there is none. */
    public Optional<Leased> lease(String server, Instant now, Duration time) {
        var rows = records.sql()
                .sql("select id, " + of + " as what, payload, tries from " + table + " o where " + ready
                        + " order by next_at, " + of + ", seq fetch first " + LOOKED_AT + " rows only")
                .params(Times.of(now), Times.of(now))
                .query((row, _) -> new Leased(
                        row.getString("id"), row.getString("what"), row.getString("payload"), row.getInt("tries")))
                .list();
        return rows.stream()
                .filter(row -> records.sql()
                                .sql("update " + table + " o set leased_by = ?, leased_until = ? where id = ? and "
                                        + ready)
                                .params(server, Times.of(now.plus(time)), row.id(), Times.of(now), Times.of(now))
                                .update()
                        > 0)
                .findFirst();
    }

    /** It has arrived; false where it belongs to another server by now, which may send it again. */
    public boolean sent(Leased row, String server, Instant now) {
        return records.sql()
                        .sql("update " + table
                                + " set state = 'sent', sent_at = ?, tries = tries + 1, failure = null, leased_by = null, leased_until = null"
                                + " where id = ? and leased_by = ?")
                        .params(Times.of(now), row.id(), server)
                        .update()
                > 0;
    }

    /** It has not; it waits until then, or for somebody to look at it. */
    void failed(Leased row, String server, String failure, Instant next, boolean dead) {
        records.sql()
                .sql("update " + table
                        + " set state = ?, tries = tries + 1, failure = ?, next_at = ?, leased_by = null, leased_until = null"
                        + " where id = ? and leased_by = ?")
                .params(dead ? "dead" : "waiting", failure, Times.of(next), row.id(), server)
                .update();
    }

    /** Those that nobody sends any more, the oldest first. */
    public List<Dead> dead() {
        return records.sql()
                .sql("select o.*, (select count(*) from " + table + " l where l." + of + " = o." + of
                        + " and l.seq > o.seq and l.state <> 'sent') as behind" + " from " + table
                        + " o where state = 'dead' order by written_at, " + of + ", seq fetch first 500 rows only")
                .query((row, _) -> new Dead(
                        row.getString("id"),
                        row.getString(of),
                        row.getInt("seq"),
                        row.getInt("tries"),
                        Times.in(row, "written_at"),
                        row.getString("failure"),
                        row.getInt("behind")))
                .list();
    }

    /** Sends one of them again, with all its tries; what it tells of, or nothing where it is none of them. */
    public Optional<String> retry(String id, Instant now) {
        int rows = records.sql()
                .sql("update " + table
                        + " set state = 'waiting', tries = 0, next_at = ? where id = ? and state = 'dead'")
                .params(Times.of(now), id)
                .update();
        return rows == 0
                ? Optional.empty()
                : records.sql()
                        .sql("select " + of + " from " + table + " where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional();
    }

    /** How many are in that state. */
    public int count(String state) {
        return records.sql()
                .sql("select count(*) from " + table + " where state = ?")
                .param(state)
                .query(Integer.class)
                .single();
    }
}
