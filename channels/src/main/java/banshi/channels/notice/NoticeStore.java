package banshi.channels.notice;

import banshi.channels.notice.OneTimeNotice.Sms;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.corpus.MatterId;
import banshi.graph.Circumstances;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Notices in the database (告知存储). Within a transaction of the records, with it or not at all. Blocks. */
final class NoticeStore {
    private static final String ALL =
            "select n.*, (select o.state from notice_outbox o where o.notice = n.id) as sms from call_notice n ";

    private final Records records;

    NoticeStore(Records records) {
        this.records = records;
    }

    /** Lets nobody else push in that call until the transaction is over; false where there is no such call. */
    boolean lock(String callId) {
        return records.sql()
                .sql("select id from hotline_call where id = ? for update")
                .param(callId)
                .query(String.class)
                .optional()
                .isPresent();
    }

    Optional<OneTimeNotice> find(String id) {
        return records.sql()
                .sql(ALL + "where n.id = ?")
                .param(id)
                .query((row, _) -> notice(row))
                .optional();
    }

    Optional<OneTimeNotice> find(String callId, MatterId matter) {
        return records.sql()
                .sql(ALL + "where n.call = ? and n.matter = ?")
                .params(callId, matter.value())
                .query((row, _) -> notice(row))
                .optional();
    }

    /** The oldest first. */
    List<OneTimeNotice> ofCall(String callId) {
        return records.sql()
                .sql(ALL + "where n.call = ? order by n.made_at, n.id")
                .param(callId)
                .query((row, _) -> notice(row))
                .list();
    }

    void insert(OneTimeNotice notice) {
        records.sql()
                .sql(
                        "insert into call_notice (id, call, matter, known, account, made_at, last_day) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        notice.id(),
                        notice.callId(),
                        notice.matter().value(),
                        written(notice.known()),
                        notice.account(),
                        Times.of(notice.madeAt()),
                        notice.lastDay().toString())
                .update();
    }

    /** The same link shows what is known of the case by now, and is good for longer. */
    void renew(OneTimeNotice notice) {
        records.sql()
                .sql("update call_notice set known = ?, last_day = ? where id = ?")
                .params(written(notice.known()), notice.lastDay().toString(), notice.id())
                .update();
    }

    /** The id of the message with it that is not sent any more, to be sent again. */
    Optional<String> failed(String id) {
        return records.sql()
                .sql("select id from notice_outbox where notice = ? and state = 'dead'")
                .param(id)
                .query(String.class)
                .optional();
    }

    /** The number of the caller as it was sealed; nothing where none is known. */
    Optional<byte[]> phone(String callId) {
        return records.sql()
                .sql("select phone from hotline_call where id = ? and phone is not null")
                .param(callId)
                .query((row, _) -> row.getBytes("phone"))
                .optional();
    }

    private static String written(Circumstances known) {
        return known.known().entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining(","));
    }

    private static Circumstances read(String written) {
        var known = new LinkedHashMap<String, String>();
        for (var one : written.split(",")) {
            int equals = one.indexOf('=');
            if (equals > 0) known.put(one.substring(0, equals), one.substring(equals + 1));
        }
        return new Circumstances(known);
    }

    private static OneTimeNotice notice(ResultSet row) throws SQLException {
        @Nullable String sms = row.getString("sms");
        return new OneTimeNotice(
                row.getString("id"),
                row.getString("call"),
                new MatterId(row.getString("matter")),
                read(row.getString("known")),
                row.getString("account"),
                Times.in(row, "made_at"),
                LocalDate.parse(row.getString("last_day")),
                sms == null ? Sms.NONE : Sms.of(sms));
    }
}
