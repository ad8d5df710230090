package banshi.channels.records;

import banshi.channels.privacy.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Conversations that wait for a person or are with one (转人工): the queue, what is said, and requests to be called back. A conversation has one hand-off at
 * a time. Thread-safe; blocks.
 */
public final class Handoffs {
    private static final String COLUMNS =
            "id, conversation, channel, state, asked_at, taken_at, closed_at, phone, messages, taken_by";
    private static final int MOST_WAITS = 20;

    private final Records records;
    private final Vault vault;
    private final Clock clock;

    /** What is kept in a database. */
    public Handoffs(Records records, Vault vault, Clock clock) {
        this.records = records;
        this.vault = vault;
        this.clock = clock;
    }

    /** How far a hand-off is (转人工状态). */
    public enum State {
        /** In the queue. */
        WAITING,
        /** Somebody talks with the citizen. */
        TAKEN,
        /** Somebody is to call. */
        CALLBACK,
        /** Over; the assistant answers again. */
        CLOSED;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Who said something in a hand-off (发言人). */
    public enum Sender {
        CITIZEN,
        AGENT;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A hand-off.
     *
     * @param conversation its pseudonym
     * @param phone to call; null where none was left, or it was sealed under another secret
     * @param takenBy the id of the account that has it, or had it last; no citizen is told
     */
    public record Handoff(
            String id,
            String conversation,
            String channel,
            State state,
            Instant askedAt,
            @Nullable Instant takenAt,
            @Nullable Instant closedAt,
            @Nullable String phone,
            @Nullable String takenBy) {}

    /** Something said, in the order of {@code seq}, from 1. */
    public record Message(int seq, Sender from, String text, Instant at) {}

    /**
     * Puts a conversation into the queue, or among those to be called; gives the one that it is in already.
     *
     * @param id for a new one
     * @param phone to call back; null to wait
     */
    public Handoff ask(String id, String conversation, String channel, @Nullable String phone) {
        return records.together().execute(_ -> {
            var open = ofConversation(conversation);
            if (open.isPresent()) return open.get();
            var state = phone == null ? State.WAITING : State.CALLBACK;
            var now = clock.instant();
            sql().sql(
                            "insert into handoff (id, conversation, channel, state, asked_at, phone, messages) values (?, ?, ?, ?, ?, ?, 0)")
                    .params(Values.of(
                            id,
                            conversation,
                            channel,
                            state.word(),
                            Times.of(now),
                            phone == null ? null : vault.seal(phone)))
                    .update();
            return new Handoff(id, conversation, channel, state, now, null, null, phone, null);
        });
    }

    /** The one that a conversation is in. */
    public Optional<Handoff> ofConversation(String conversation) {
        return sql().sql(
                        "select " + COLUMNS
                                + " from handoff where conversation = ? and state <> 'closed' order by asked_at fetch first 1 rows only")
                .param(conversation)
                .query((row, _) -> handoff(row))
                .optional();
    }

    /** The one of that name. */
    public Optional<Handoff> find(String id) {
        return sql().sql("select " + COLUMNS + " from handoff where id = ?")
                .param(id)
                .query((row, _) -> handoff(row))
                .optional();
    }

    /** All that are not over, those that wait longest first. */
    public List<Handoff> open() {
        return sql().sql("select " + COLUMNS + " from handoff where state <> 'closed' order by asked_at, id")
                .query((row, _) -> handoff(row))
                .list();
    }

    /** Somebody at the desk looked into the queue. */
    public void seen() {
        sql().sql("update desk set seen_at = ?")
                .param(Times.of(clock.instant()))
                .update();
    }

    /** Whether somebody looked into it within that time. */
    public boolean isSeenWithin(Duration time) {
        var seen = sql().sql("select seen_at from desk")
                .query((row, _) -> Times.in(row, "seen_at"))
                .single();
        return seen.plus(time).isAfter(clock.instant());
    }

    /** Which place in the queue one has that waits, from 1. */
    public int position(Handoff waiting) {
        return sql().sql(
                        "select count(*) from handoff where state = 'waiting' and (asked_at < ? or (asked_at = ? and id <= ?))")
                .params(Times.of(waiting.askedAt()), Times.of(waiting.askedAt()), waiting.id())
                .query(Integer.class)
                .single();
    }

    /** How long the one at that place is likely to wait, in seconds, as the last ones have waited; nothing where nobody has. */
    public OptionalLong wait(int position) {
        var waits = sql().sql(
                        "select asked_at, taken_at from handoff where taken_at is not null order by taken_at desc fetch first "
                                + MOST_WAITS + " rows only")
                .query((row, _) -> Duration.between(Times.in(row, "asked_at"), Times.in(row, "taken_at")))
                .list();
        if (waits.isEmpty()) return OptionalLong.empty();
        var middle = waits.stream().sorted().toList().get(waits.size() / 2);
        return OptionalLong.of(middle.toSeconds() * Math.max(1, position));
    }

    /**
     * Somebody takes it; false where it does not wait any more.
     *
     * @param account the id of whose it is now
     * @param written done together with it, or neither
     */
    public boolean take(String id, String account, Runnable written) {
        return changed(
                sql().sql(
                                "update handoff set state = 'taken', taken_at = ?, taken_by = ? where id = ? and state in ('waiting', 'callback')")
                        .params(Times.of(clock.instant()), account, id),
                written);
    }

    /** Likewise, from a colleague who has it. */
    public boolean takeOver(String id, String account, Runnable written) {
        return changed(
                sql().sql("update handoff set taken_by = ? where id = ? and state = 'taken'")
                        .params(account, id),
                written);
    }

    /** Ends it; false where it was over. Whom to call is forgotten. */
    public boolean close(String id) {
        return close(id, () -> {});
    }

    /** Likewise. */
    public boolean close(String id, Runnable written) {
        return changed(
                sql().sql(
                                "update handoff set state = 'closed', closed_at = ?, phone = null where id = ? and state <> 'closed'")
                        .params(Times.of(clock.instant()), id),
                written);
    }

    private boolean changed(JdbcClient.StatementSpec statement, Runnable written) {
        return records.together().execute(_ -> {
            boolean one = statement.update() > 0;
            if (one) written.run();
            return one;
        });
    }

    /**
     * Adds what somebody said; false where it is over.
     *
     * @param text masked
     */
    public boolean say(String id, Sender from, String text) {
        return records.together().execute(_ -> {
            // the row is locked until the end, so that numbers follow one another
            int open = sql().sql("update handoff set messages = messages + 1 where id = ? and state <> 'closed'")
                    .param(id)
                    .update();
            if (open == 0) return false;
            sql().sql(
                            "insert into handoff_message (handoff, seq, sender, said_at, said) select id, messages, ?, ?, ? from handoff where id = ?")
                    .params(from.word(), Times.of(clock.instant()), text, id)
                    .update();
            return true;
        });
    }

    /** What was said after a number, in order. */
    public List<Message> said(String id, int after) {
        return sql().sql(
                        "select seq, sender, said, said_at from handoff_message where handoff = ? and seq > ? order by seq")
                .params(id, after)
                .query((row, _) -> new Message(
                        row.getInt("seq"),
                        Sender.valueOf(row.getString("sender").toUpperCase(Locale.ROOT)),
                        row.getString("said"),
                        Times.in(row, "said_at")))
                .list();
    }

    private Handoff handoff(ResultSet row) throws SQLException {
        var sealed = row.getBytes("phone");
        return new Handoff(
                row.getString("id"),
                row.getString("conversation"),
                row.getString("channel"),
                State.of(row.getString("state")),
                Times.in(row, "asked_at"),
                Times.optional(row, "taken_at"),
                Times.optional(row, "closed_at"),
                sealed == null ? null : vault.open(sealed).orElse(null),
                row.getString("taken_by"));
    }

    private JdbcClient sql() {
        return records.sql();
    }
}
