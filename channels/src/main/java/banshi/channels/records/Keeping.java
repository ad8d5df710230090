package banshi.channels.records;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long records are kept, and what a citizen may have of them (留存、导出与清除). Thread-safe; blocks. */
public final class Keeping {
    private final Records records;
    private final TurnRecords turns;
    private final Duration keep;
    private final Clock clock;

    /**
     * Of a database.
     *
     * @param turns that are on their way into it: they count as kept
     * @param keep after which records are deleted
     */
    public Keeping(Records records, TurnRecords turns, Duration keep, Clock clock) {
        this.records = records;
        this.turns = turns;
        this.keep = keep;
        this.clock = clock;
    }

    /** Deletes what is too old; gives how many rows that were. */
    public int deleteOld() {
        var before = clock.instant().minus(keep).atOffset(ZoneOffset.UTC);
        return records.together()
                .execute(_ -> delete("turn", "said_at < ?", before)
                        + delete("rating", "given_at < ?", before)
                        + delete("handoff", "asked_at < ?", before)
                        + delete("consultation", "asked_at < ?", before)
                        // who still waits for something is not forgotten
                        + delete("work_order", "state in ('closed', 'archived') and changed_at < ?", before)
                        + delete("hotline_call", "started_at < ?", before)
                        + delete("hotline_search", "searched_at < ?", before)
                        + delete("proposal", "proposed_at < ?", before));
    }

    /**
     * Deletes everything of a conversation but a request to be called back that is not done; gives how many rows that were, not counting what belonged to
     * them.
     */
    public int erase(String conversation) {
        turns.flush();
        return records.together()
                .execute(_ -> delete("turn", "conversation = ?", conversation)
                        + delete("rating", "conversation = ?", conversation)
                        + delete("handoff", "state <> 'callback' and conversation = ?", conversation));
    }

    /** Everything that is kept of a conversation, by table: rows as names and values, the oldest first. */
    public Map<String, List<Map<String, Object>>> export(String conversation) {
        turns.flush();
        return Map.of(
                "turns",
                rows(
                        "select id, channel, said_at, said, act, matter, aspect, template, release_id, replied from turn"
                                + " where conversation = ? order by said_at",
                        conversation),
                "feedback",
                rows(
                        "select turn, given_at, helpful, reason, remark from feedback where turn in"
                                + " (select id from turn where conversation = ?) order by given_at",
                        conversation),
                "ratings",
                rows(
                        "select channel, given_at, level, options, remark, state from rating where conversation = ?",
                        conversation),
                "handoffs",
                rows(
                        "select id, channel, state, asked_at, taken_at, closed_at from handoff where conversation = ? order by asked_at",
                        conversation),
                "messages",
                rows(
                        "select handoff, seq, sender, said_at, said from handoff_message where handoff in"
                                + " (select id from handoff where conversation = ?) order by said_at, seq",
                        conversation),
                "consultations",
                rows(
                        "select id, handoff, matter, question, words, asked_at, state from consultation where handoff in"
                                + " (select id from handoff where conversation = ?) order by asked_at",
                        conversation));
    }

    private int delete(String table, String where, Object value) {
        return records.sql()
                .sql("delete from " + table + " where " + where)
                .param(value)
                .update();
    }

    private List<Map<String, Object>> rows(String query, String conversation) {
        return records.sql().sql(query).param(conversation).query().listOfRows().stream()
                .map(Keeping::plain)
                .toList();
    }

    /** Without what only a database has. */
    private static Map<String, Object> plain(Map<String, Object> row) {
        var plain = new LinkedHashMap<String, Object>();
        row.forEach((name, value) -> {
            Object kept = switch (value) {
                case null -> null;
                case OffsetDateTime time -> time.toInstant().toString();
                case Timestamp time -> time.toInstant().toString();
                default -> value;
            };
            if (kept != null) plain.put(name.toLowerCase(Locale.ROOT), kept);
        });
        return plain;
    }
}
