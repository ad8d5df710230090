package banshi.channels.hotline;

import banshi.assistant.hotline.Speaker;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is kept of calls (通话日志). One thread takes whatever waits and writes it in one transaction, so that a commit is paid once for many events; nobody is told that something is kept
 * before that. Where the database is away, what waits goes on waiting and the writer tries again: nothing is lost, and {@link #isFull} tells senders to hold back. docs/adr has the
 * reasons. Thread-safe; {@link #write} never blocks, all else does.
 */
final class CallJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallJournal.class);

    /** Rows that may wait: what 200 calls say in half a minute. */
    private static final int MOST_WAITING = 20_000;

    private static final int TOGETHER = 2_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Records records;
    private final JdbcTemplate sql;
    private final DistributionSummary together;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger rows = new AtomicInteger();
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean failing;

    CallJournal(Records records, MeterRegistry meters) {
        this.records = records;
        sql = new JdbcTemplate(records.pool());
        together = DistributionSummary.builder("banshi.calls.journal.batch")
                .description("Rows that were written in one transaction")
                .register(meters);
        Gauge.builder("banshi.calls.journal.waiting", rows, AtomicInteger::get)
                .description("Rows that wait to be written")
                .register(meters);
        writer = Thread.ofPlatform().daemon().name("call-journal").start(this::work);
    }

    /** Something to be kept (日志条目); of those with the same key only the last is written. */
    sealed interface Entry {
        Object key();
    }

    /**
     * All of a call but what was said in it.
     *
     * @param agent the id of the account that has it
     * @param caller a pseudonym
     * @param phone sealed
     * @param takenAt when somebody had it first
     * @param closedAt when nothing was left to be done of it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    record CallEntry(
            String callId,
            String state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            Instant heardAt,
            @Nullable String agent,
            @Nullable String district,
            @Nullable String phoneMasked,
            @Nullable String caller,
            byte @Nullable [] phone,
            int earlierCalls,
            int faults,
            String seqs,
            @Nullable Instant takenAt,
            @Nullable Instant closedAt)
            implements Entry {
        @Override
        public Object key() {
            return callId;
        }
    }

    /** Something said. */
    record UtteranceEntry(String callId, Spoken spoken) implements Entry {
        @Override
        public Object key() {
            return List.of(callId, spoken.utteranceId());
        }
    }

    /**
     * Something shown.
     *
     * @param about the key of the suggestion
     * @param words tells other words about the same apart
     * @param asked the id of what the caller had said when it came; null where that was nothing
     * @param card as JSON
     * @param why it was withdrawn; null while it is shown
     */
    record CardEntry(
            String callId,
            int number,
            String kind,
            String about,
            String words,
            @Nullable String matter,
            @Nullable String aspect,
            @Nullable String asked,
            String card,
            Instant shownAt,
            @Nullable Instant withdrawnAt,
            @Nullable String why)
            implements Entry {
        @Override
        public Object key() {
            return List.of(callId, number);
        }
    }

    /**
     * Something that an agent searched for and did not find.
     *
     * @param callId that was open meanwhile; null where none was
     * @param said masked
     */
    record SearchEntry(@Nullable String callId, String account, String said, Instant at) implements Entry {
        @Override
        public Object key() {
            return this;
        }
    }

    /** What an agent made of something shown. */
    record FeedbackEntry(
            String callId,
            int suggestion,
            String account,
            String action,
            int displayedMs,
            @Nullable String finalText,
            @Nullable Integer edits,
            @Nullable String reason,
            Instant givenAt)
            implements Entry {
        @Override
        public Object key() {
            return this;
        }
    }

    /**
     * A call as it was kept.
     *
     * @param utterances the last of them, in order
     * @param cards all of them, in order
     */
    record Kept(CallEntry call, List<Spoken> utterances, List<CardEntry> cards, List<FeedbackEntry> feedback) {}

    private record Waiting(List<Entry> entries, CompletableFuture<Void> kept) {}

    /** Whether so much waits that nothing more should be taken. */
    boolean isFull() {
        return rows.get() >= MOST_WAITING;
    }

    /** Whether the last try to write failed. */
    boolean isFailing() {
        return failing;
    }

    /** Completes when all of it is committed, in the order in which it was given; fails where the database does not take it, ever. */
    CompletableFuture<Void> write(List<Entry> entries) {
        var kept = new CompletableFuture<Void>();
        rows.addAndGet(entries.size());
        waiting.add(new Waiting(entries, kept));
        return kept;
    }

    private void work() {
        while (true) {
            var batch = new ArrayList<Waiting>();
            try {
                var first = waiting.take();
                batch.add(first);
                int size = first.entries().size();
                for (var next = waiting.poll(); next != null; next = size < TOGETHER ? waiting.poll() : null) {
                    batch.add(next);
                    size += next.entries().size();
                }
                keep(batch);
            } catch (InterruptedException e) { // only close() does that, when all is written or cannot be
                return;
            }
            if (closing && waiting.isEmpty()) return;
        }
    }

    private void keep(List<Waiting> batch) throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                attempt(batch);
                failing = false;
                batch.forEach(one -> done(one, null));
                return;
            } catch (DataIntegrityViolationException | BadSqlGrammarException e) {
                if (batch.size() > 1) for (var one : batch) keep(List.of(one));
                else {
                    LOG.error(
                            "the database refuses an entry of the calls' journal: {}",
                            e.getClass().getName());
                    done(batch.getFirst(), e);
                }
                return;
            } catch (RuntimeException e) {
                if (!failing)
                    LOG.error(
                            "writing the calls' journal failed, will be tried again: {}",
                            e.getClass().getName());
                failing = true;
                if (closing) {
                    batch.forEach(one -> done(one, e));
                    return;
                }
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void done(Waiting one, @Nullable Throwable failure) {
        rows.addAndGet(-one.entries().size());
        if (failure == null) one.kept().complete(null);
        else one.kept().completeExceptionally(failure);
    }

    private void attempt(List<Waiting> batch) {
        var calls = new LinkedHashMap<Object, Object[]>();
        var utterances = new LinkedHashMap<Object, Object[]>();
        var cards = new LinkedHashMap<Object, Object[]>();
        var feedback = new ArrayList<Object[]>();
        var searches = new ArrayList<Object[]>();
        for (var one : batch)
            for (var entry : one.entries()) {
                switch (entry) {
                    case CallEntry call -> calls.put(call.key(), row(call));
                    case UtteranceEntry utterance -> utterances.put(utterance.key(), row(utterance));
                    case CardEntry card -> cards.put(card.key(), row(card));
                    case FeedbackEntry given -> feedback.add(row(given));
                    case SearchEntry search -> searches.add(row(search));
                }
            }
        records.together().executeWithoutResult(_ -> {
            put(UPDATE_CALL, INSERT_CALL, calls.values());
            put(UPDATE_UTTERANCE, INSERT_UTTERANCE, utterances.values());
            put(UPDATE_CARD, INSERT_CARD, cards.values());
            if (!feedback.isEmpty()) sql.batchUpdate(INSERT_FEEDBACK, feedback);
            if (!searches.isEmpty()) sql.batchUpdate(INSERT_SEARCH, searches);
        });
        together.record(calls.size() + utterances.size() + cards.size() + feedback.size() + searches.size());
    }

    /** Both statements take the same values in the same order. */
    private void put(String update, String insert, Collection<Object[]> values) {
        if (values.isEmpty()) return;
        var all = List.copyOf(values);
        var changed = sql.batchUpdate(update, all);
        var missing = new ArrayList<Object[]>();
        for (int i = 0; i < changed.length; i++) if (changed[i] == 0) missing.add(all.get(i));
        if (!missing.isEmpty()) sql.batchUpdate(insert, missing);
    }

    private static final String UPDATE_CALL =
            "update hotline_call set state = ?, started_at = ?, ended_at = ?, reason = ?, heard_at = ?,"
                    + " agent = ?, district = ?, phone_masked = ?, caller = ?, phone = ?, earlier_calls = ?, faults = ?, seqs = ?, taken_at = ?, closed_at = ? where id = ?";
    private static final String INSERT_CALL =
            "insert into hotline_call (state, started_at, ended_at, reason, heard_at, agent, district,"
                    + " phone_masked, caller, phone, earlier_calls, faults, seqs, taken_at, closed_at, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static Object[] row(CallEntry call) {
        return values(
                call.state(),
                Times.of(call.startedAt()),
                time(call.endedAt()),
                call.reason(),
                Times.of(call.heardAt()),
                call.agent(),
                call.district(),
                call.phoneMasked(),
                call.caller(),
                call.phone(),
                call.earlierCalls(),
                call.faults(),
                call.seqs(),
                time(call.takenAt()),
                time(call.closedAt()),
                call.callId());
    }

    private static @Nullable Object time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }

    private static final String UPDATE_UTTERANCE =
            "update hotline_utterance set number = ?, seq = ?, speaker = ?, said = ?, is_final = ?,"
                    + " start_ms = ?, end_ms = ?, confidence = ? where call = ? and id = ?";
    private static final String INSERT_UTTERANCE =
            "insert into hotline_utterance (number, seq, speaker, said, is_final, start_ms, end_ms,"
                    + " confidence, call, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static Object[] row(UtteranceEntry entry) {
        var spoken = entry.spoken();
        return values(
                spoken.number(),
                spoken.seq(),
                spoken.speaker().word(),
                spoken.text(),
                spoken.isFinal(),
                spoken.startMs(),
                spoken.endMs(),
                spoken.confidence(),
                entry.callId(),
                spoken.utteranceId());
    }

    private static final String UPDATE_CARD =
            "update hotline_suggestion set kind = ?, about = ?, words = ?, matter = ?, aspect = ?,"
                    + " asked = coalesce(?, asked), card = ?, shown_at = ?, withdrawn_at = ?, why = ? where call = ? and number = ?";
    private static final String INSERT_CARD =
            "insert into hotline_suggestion (kind, about, words, matter, aspect, asked, card, shown_at,"
                    + " withdrawn_at, why, call, number) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static Object[] row(CardEntry card) {
        return values(
                card.kind(),
                card.about(),
                card.words(),
                card.matter(),
                card.aspect(),
                card.asked(),
                card.card(),
                Times.of(card.shownAt()),
                time(card.withdrawnAt()),
                card.why(),
                card.callId(),
                card.number());
    }

    private static final String INSERT_FEEDBACK =
            "insert into hotline_feedback (call, suggestion, account, action, displayed_ms, final_text,"
                    + " edits, reason, given_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static Object[] row(FeedbackEntry given) {
        return values(
                given.callId(),
                given.suggestion(),
                given.account(),
                given.action(),
                given.displayedMs(),
                given.finalText(),
                given.edits(),
                given.reason(),
                Times.of(given.givenAt()));
    }

    private static final String INSERT_SEARCH =
            "insert into hotline_search (call, account, said, searched_at) values (?, ?, ?, ?)";

    private static Object[] row(SearchEntry search) {
        return values(search.callId(), search.account(), search.said(), Times.of(search.at()));
    }

    @SuppressWarnings("NullAway") // null is SQL's null
    private static Object[] values(@Nullable Object... values) {
        return values;
    }

    /**
     * A call as it was kept, if it was.
     *
     * @param most utterances
     */
    Optional<Kept> load(String callId, int most) {
        return records.sql()
                .sql("select * from hotline_call where id = ?")
                .param(callId)
                .query((row, _) -> call(row))
                .optional()
                .map(call -> new Kept(call, utterances(callId, most), cards(callId), feedback(callId)));
    }

    private List<Spoken> utterances(String callId, int most) {
        return records.sql()
                .sql("select * from hotline_utterance where call = ? order by number desc fetch first ? rows only")
                .params(callId, most)
                .query((row, _) -> spoken(row))
                .list()
                .reversed();
    }

    private List<CardEntry> cards(String callId) {
        return records.sql()
                .sql("select * from hotline_suggestion where call = ? order by number")
                .param(callId)
                .query((row, _) -> card(row))
                .list();
    }

    private List<FeedbackEntry> feedback(String callId) {
        return records.sql()
                .sql("select * from hotline_feedback where call = ? order by id")
                .param(callId)
                .query((row, _) -> given(row))
                .list();
    }

    /** One utterance of a call, however long ago it was said. */
    Optional<Spoken> utterance(String callId, String id) {
        return records.sql()
                .sql("select * from hotline_utterance where call = ? and id = ?")
                .params(callId, id)
                .query((row, _) -> spoken(row))
                .optional();
    }

    /** The ids of all calls that are not closed. */
    List<String> open() {
        return records.sql()
                .sql("select id from hotline_call where state <> 'closed' order by started_at")
                .query((row, _) -> row.getString("id"))
                .list();
    }

    /** How often that caller has called since then, not counting one call. */
    int calls(String caller, Instant since, String except) {
        return records.sql()
                .sql("select count(*) from hotline_call where caller = ? and started_at >= ? and id <> ?")
                .params(caller, Times.of(since), except)
                .query(Integer.class)
                .single();
    }

    private static CallEntry call(ResultSet row) throws SQLException {
        return new CallEntry(
                row.getString("id"),
                row.getString("state"),
                Times.in(row, "started_at"),
                Times.optional(row, "ended_at"),
                row.getString("reason"),
                Times.in(row, "heard_at"),
                row.getString("agent"),
                row.getString("district"),
                row.getString("phone_masked"),
                row.getString("caller"),
                row.getBytes("phone"),
                row.getInt("earlier_calls"),
                row.getInt("faults"),
                row.getString("seqs"),
                Times.optional(row, "taken_at"),
                Times.optional(row, "closed_at"));
    }

    private static Spoken spoken(ResultSet row) throws SQLException {
        return new Spoken(
                row.getString("id"),
                row.getInt("number"),
                row.getInt("seq"),
                Speaker.valueOf(row.getString("speaker").toUpperCase(Locale.ROOT)),
                row.getString("said"),
                row.getBoolean("is_final"),
                (Integer) row.getObject("start_ms"),
                (Integer) row.getObject("end_ms"),
                (Double) row.getObject("confidence"));
    }

    private static CardEntry card(ResultSet row) throws SQLException {
        return new CardEntry(
                row.getString("call"),
                row.getInt("number"),
                row.getString("kind"),
                row.getString("about"),
                row.getString("words"),
                row.getString("matter"),
                row.getString("aspect"),
                row.getString("asked"),
                row.getString("card"),
                Times.in(row, "shown_at"),
                Times.optional(row, "withdrawn_at"),
                row.getString("why"));
    }

    private static FeedbackEntry given(ResultSet row) throws SQLException {
        return new FeedbackEntry(
                row.getString("call"),
                row.getInt("suggestion"),
                row.getString("account"),
                row.getString("action"),
                row.getInt("displayed_ms"),
                row.getString("final_text"),
                (Integer) row.getObject("edits"),
                row.getString("reason"),
                Times.in(row, "given_at"));
    }

    /** Writes what waits, if the database takes it, and no more after it. */
    @Override
    public void close() {
        closing = true;
        waiting.add(new Waiting(List.of(), new CompletableFuture<>()));
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
