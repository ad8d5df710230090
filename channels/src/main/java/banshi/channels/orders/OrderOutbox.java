package banshi.channels.orders;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be sent of work orders (发件箱), in the database: written in the transaction of the step that it tells of, so that there is no step without it and none of it without a step. A row that is
 * taken to be sent belongs to one server for a time, and of an order only the first that is not sent can be taken. Blocks.
 */
final class OrderOutbox {
    /** Of the rows that may be sent at a moment. */
    private static final String READY =
            "state = 'waiting' and next_at <= ? and (leased_until is null or leased_until < ?) and not exists"
                    + " (select 1 from order_outbox e where e.order_no = o.order_no and e.seq < o.seq and e.state <> 'sent')";

    /** Who takes a row that somebody else has just taken looks at the next one. */
    private static final int LOOKED_AT = 20;

    private final Records records;

    OrderOutbox(Records records) {
        this.records = records;
    }

    /** A row that is this server's to send. */
    record Leased(String id, String orderNo, String payload, int tries) {}

    void write(String orderNo, int seq, String payload, Instant now) {
        records.sql()
                .sql(
                        "insert into order_outbox (id, order_no, seq, payload, state, tries, written_at, next_at) values (?, ?, ?, ?, 'waiting', 0, ?, ?)")
                .params(
                        UUID.randomUUID().toString().replace("-", ""),
                        orderNo,
                        seq,
                        payload,
                        Times.of(now),
                        Times.of(now))
                .update();
    }

    /** Takes the next row that may be sent, for a time; nothing where there is none. */
    Optional<Leased> lease(String server, Instant now, Duration time) {
        var ready = records.sql()
                .sql("select id, order_no, payload, tries from order_outbox o where " + READY
                        + " order by next_at, order_no, seq fetch first " + LOOKED_AT + " rows only")
                .params(Times.of(now), Times.of(now))
                .query((row, _) -> new Leased(
                        row.getString("id"), row.getString("order_no"), row.getString("payload"), row.getInt("tries")))
                .list();
        return ready.stream()
                .filter(row -> records.sql()
                                .sql("update order_outbox o set leased_by = ?, leased_until = ? where id = ? and "
                                        + READY)
                                .params(server, Times.of(now.plus(time)), row.id(), Times.of(now), Times.of(now))
                                .update()
                        > 0)
                .findFirst();
    }

    /** It has arrived; false where it belongs to another server by now, which may send it again. */
    boolean sent(Leased row, String server, Instant now) {
        return records.sql()
                        .sql(
                                "update order_outbox set state = 'sent', sent_at = ?, tries = tries + 1, failure = null, leased_by = null, leased_until = null"
                                        + " where id = ? and leased_by = ?")
                        .params(Times.of(now), row.id(), server)
                        .update()
                > 0;
    }

    /** It has not; it waits until then, or for somebody to look at it. */
    void failed(Leased row, String server, String failure, Instant next, boolean dead) {
        records.sql()
                .sql(
                        "update order_outbox set state = ?, tries = tries + 1, failure = ?, next_at = ?, leased_by = null, leased_until = null"
                                + " where id = ? and leased_by = ?")
                .params(dead ? "dead" : "waiting", failure, Times.of(next), row.id(), server)
                .update();
    }

    /** Those that nobody sends any more, the oldest first. */
    List<Export> dead() {
        return records.sql()
                .sql(
                        "select o.*, (select count(*) from order_outbox l where l.order_no = o.order_no and l.seq > o.seq and l.state <> 'sent') as behind"
                                + " from order_outbox o where state = 'dead' order by written_at, order_no, seq fetch first 500 rows only")
                .query((row, _) -> new Export(
                        row.getString("id"),
                        row.getString("order_no"),
                        row.getInt("seq"),
                        row.getInt("tries"),
                        Times.in(row, "written_at"),
                        row.getString("failure"),
                        row.getInt("behind")))
                .list();
    }

    /** Sends one of them again, with all its tries; of which order it is, or nothing where it is none of them. */
    Optional<String> retry(String id, Instant now) {
        int rows = records.sql()
                .sql(
                        "update order_outbox set state = 'waiting', tries = 0, next_at = ? where id = ? and state = 'dead'")
                .params(Times.of(now), id)
                .update();
        return rows == 0
                ? Optional.empty()
                : records.sql()
                        .sql("select order_no from order_outbox where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional();
    }

    /** How many are in that state. */
    int count(String state) {
        return records.sql()
                .sql("select count(*) from order_outbox where state = ?")
                .param(state)
                .query(Integer.class)
                .single();
    }
}
