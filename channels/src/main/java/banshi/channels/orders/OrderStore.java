package banshi.channels.orders;

import banshi.assistant.hotline.AppealType;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work orders in the database (工单存储). Within a transaction of the records, with it or not at all. Blocks. */
final class OrderStore {
    private static final String ALL = "select * from work_order ";
    private static final int MOST_COMPARED = 2_000;

    private final Records records;

    OrderStore(Records records) {
        this.records = records;
    }

    /**
     * The next number of a day. Who asks at the same time waits until this one's transaction is over, so that numbers follow one another; a server whose clock is behind goes on with the
     * day of the others.
     */
    String number(LocalDate day) {
        var today = day.format(DateTimeFormatter.BASIC_ISO_DATE);
        record Last(String day, int number) {}
        var last = records.sql()
                .sql("select on_day, last from order_number where id = 1 for update")
                .query((row, _) -> new Last(row.getString("on_day"), row.getInt("last")))
                .single();
        var next = today.compareTo(last.day()) > 0 ? new Last(today, 1) : new Last(last.day(), last.number() + 1);
        records.sql()
                .sql("update order_number set on_day = ?, last = ? where id = 1")
                .params(next.day(), next.number())
                .update();
        return String.format(Locale.ROOT, "GD%s-%06d", next.day(), next.number());
    }

    /** Writes a new one. */
    void insert(Map<String, @Nullable Object> columns) {
        records.sql()
                .sql("insert into work_order (" + String.join(", ", columns.keySet()) + ") values ("
                        + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")
                .params(new ArrayList<>(columns.values()))
                .update();
    }

    /** Begins an order anew under another number, to be dispatched; of the call it was made only once. */
    void again(String orderNo, String number, String account, Instant now, Instant due) {
        var kept =
                "caller_name, phone, phone_masked, caller, confidential, appeal_type, topic_code, item_code, title, content, incident_address,"
                        + " district, incident_time, urgency, related_party, suggested_dept, co_dept, knowledge_ids, summary_source";
        records.sql()
                .sql(
                        "insert into work_order (order_no, version, state, source, received_at, agent, due_at, confirmed_at, reopen_of, changed_at, "
                                + kept + ") select ?, 1, ?, 'revisit', ?, ?, ?, ?, order_no, ?, " + kept
                                + " from work_order where order_no = ?")
                .params(
                        number,
                        OrderState.AWAITING.word(),
                        Times.of(now),
                        account,
                        Times.of(due),
                        Times.of(now),
                        Times.of(now),
                        orderNo)
                .update();
    }

    /** Changes one; false where it is not of that version any more. */
    boolean update(String orderNo, int version, Map<String, @Nullable Object> columns) {
        var set = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        columns.forEach((name, value) -> {
            set.add(name + " = ?");
            values.add(value);
        });
        values.add(orderNo);
        values.add(version);
        return records.sql()
                        .sql("update work_order set version = version + 1, " + String.join(", ", set)
                                + " where order_no = ? and version = ?")
                        .params(values)
                        .update()
                > 0;
    }

    /** Adds to what was answered on the telephone, of the order of a call; what does not fit is left out. */
    void answered(String callId, String words) {
        records.sql()
                .sql(
                        "update work_order set answer_given = case when answer_given is null then ? else answer_given || ? end"
                                + " where call_id = ? and (answer_given is null or char_length(answer_given) + ? <= 4000)")
                .params(words, "\n" + words, callId, words.length() + 1)
                .update();
    }

    /** Lets nobody else change these until the transaction is over; in one order, whoever asks, so that nobody waits for each other. */
    void lock(String... orderNos) {
        for (var orderNo : Stream.of(orderNos).sorted().toList())
            records.sql()
                    .sql("select version from work_order where order_no = ? for update")
                    .param(orderNo)
                    .query(Integer.class)
                    .optional();
    }

    Optional<WorkOrder> find(String orderNo) {
        return one("where order_no = ?", orderNo);
    }

    Optional<WorkOrder> ofCall(String callId) {
        return one("where call_id = ?", callId);
    }

    /** The order that was made because somebody was not satisfied with that one. */
    Optional<WorkOrder> reopened(String orderNo) {
        return one("where reopen_of = ? order by order_no fetch first 1 rows only", orderNo);
    }

    private Optional<WorkOrder> one(String where, String value) {
        return records.sql()
                .sql(ALL + where)
                .param(value)
                .query((row, _) -> order(row))
                .optional();
    }

    /** The number of the caller as it was sealed. */
    Optional<byte[]> phone(String orderNo) {
        return records.sql()
                .sql("select phone from work_order where order_no = ? and phone is not null")
                .param(orderNo)
                .query((row, _) -> row.getBytes("phone"))
                .optional();
    }

    void insert(String orderNo, OrderStep step) {
        records.sql()
                .sql(
                        "insert into order_step (order_no, seq, at, account, move, from_state, to_state, reason) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.<@Nullable Object>asList(
                        orderNo,
                        step.seq(),
                        Times.of(step.at()),
                        step.account(),
                        step.move().word(),
                        step.from() == null ? null : step.from().word(),
                        step.to().word(),
                        step.reason()))
                .update();
    }

    List<OrderStep> steps(String orderNo) {
        return records.sql()
                .sql("select * from order_step where order_no = ? order by seq")
                .param(orderNo)
                .query((row, _) -> {
                    var from = row.getString("from_state");
                    return new OrderStep(
                            row.getInt("seq"),
                            Times.in(row, "at"),
                            row.getString("account"),
                            OrderMove.of(row.getString("move")),
                            from == null ? null : OrderState.of(from),
                            OrderState.of(row.getString("to_state")),
                            row.getString("reason"));
                })
                .list();
    }

    /**
     * Those of a filter: what is due first where that is asked for, otherwise the newest first.
     *
     * @param account of whoever asks
     * @param all whether he may see colleagues' confidential ones
     * @param now at which it is overdue
     * @param soon until when something is due soon
     */
    List<WorkOrder> list(OrderFilter filter, String account, boolean all, Instant now, Instant soon) {
        var where = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        if (filter.state() != null) {
            where.add("state = ?");
            values.add(filter.state().word());
        }
        if (filter.mine()) {
            where.add("agent = ?");
            values.add(account);
        }
        if (!all) {
            where.add("(confidential = false or agent = ?)");
            values.add(account);
        }
        if (filter.due() != null) {
            boolean overdue = filter.due() == OrderFilter.Due.OVERDUE;
            where.add("state in " + OrderState.list(OrderState.DUE) + " and due_at "
                    + (overdue ? "< ?" : "between ? and ?"));
            values.add(Times.of(now));
            if (!overdue) values.add(Times.of(soon));
        }
        if (filter.item() != null) {
            where.add("item_code = ?");
            values.add(filter.item());
        }
        if (filter.text() != null) {
            where.add(
                    "(lower(order_no) like ? escape '!' or lower(title) like ? escape '!' or lower(content) like ? escape '!' or lower(incident_address) like ? escape '!')");
            values.addAll(Collections.nCopies(4, like(filter.text())));
        }
        if (filter.before() != null) {
            where.add("order_no < ?");
            values.add(filter.before());
        }
        return records.sql()
                .sql(ALL + (where.isEmpty() ? "" : "where " + String.join(" and ", where)) + " order by "
                        + (filter.due() == null ? "" : "due_at, ") + "order_no desc fetch first " + filter.most()
                        + " rows only")
                .params(values)
                .query((row, _) -> order(row))
                .list();
    }

    private static String like(String text) {
        return "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    }

    /** Those with which one is compared: near it in time, of the same matter, district or caller, the newest first. */
    List<WorkOrder> around(WorkOrder order, Instant from, Instant to) {
        return records.sql()
                .sql(ALL
                        + "where received_at between ? and ? and order_no <> ? and (item_code = ? or district = ? or caller = ? or item_code is null or district is null)"
                        + " order by order_no desc fetch first " + MOST_COMPARED + " rows only")
                .params(Arrays.<@Nullable Object>asList(
                        Times.of(from),
                        Times.of(to),
                        order.orderNo(),
                        order.itemCode(),
                        order.district(),
                        order.caller()))
                .query((row, _) -> order(row))
                .list();
    }

    /** Those that are linked to one. */
    List<WorkOrder> linked(String orderNo) {
        return records.sql()
                .sql(ALL + "where duplicate_of = ? order by order_no")
                .param(orderNo)
                .query((row, _) -> order(row))
                .list();
    }

    List<Burst> bursts(Instant since, int least) {
        return records.sql()
                .sql(
                        "select item_code, district, count(*) as orders, max(received_at) as last_at from work_order"
                                + " where received_at >= ? and item_code is not null and district is not null"
                                + " group by item_code, district having count(*) >= ? order by count(*) desc, item_code, district")
                .params(Times.of(since), least)
                .query((row, _) -> new Burst(
                        row.getString("item_code"),
                        row.getString("district"),
                        row.getInt("orders"),
                        Times.in(row, "last_at")))
                .list();
    }

    private static WorkOrder order(ResultSet row) throws SQLException {
        var ids = row.getString("knowledge_ids");
        int satisfaction = row.getInt("satisfaction"); // 0 for none
        return new WorkOrder(
                row.getString("order_no"),
                row.getInt("version"),
                OrderState.of(row.getString("state")),
                row.getString("source"),
                row.getString("call_id"),
                Times.in(row, "received_at"),
                row.getString("agent"),
                row.getString("caller_name"),
                row.getString("phone_masked"),
                row.getString("caller"),
                row.getBoolean("confidential"),
                AppealType.valueOf(row.getString("appeal_type").toUpperCase(Locale.ROOT)),
                row.getString("topic_code"),
                row.getString("item_code"),
                row.getString("title"),
                row.getString("content"),
                row.getString("incident_address"),
                row.getString("district"),
                Times.optional(row, "incident_time"),
                Urgency.of(row.getString("urgency")),
                row.getString("related_party"),
                row.getString("suggested_dept"),
                row.getString("department"),
                row.getString("co_dept"),
                Times.optional(row, "due_at"),
                row.getString("answer_given"),
                ids.isEmpty() ? List.of() : List.of(ids.split(",")),
                row.getString("summary_source"),
                Times.in(row, "confirmed_at"),
                row.getString("result"),
                Times.optional(row, "reply_at"),
                Times.optional(row, "revisit_at"),
                row.getString("revisit_result"),
                satisfaction == 0 ? null : satisfaction,
                row.getString("reopen_of"),
                row.getString("duplicate_of"));
    }
}
