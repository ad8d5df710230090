package banshi.channels.misses;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A call as the journal would have kept it (通话记录). */
public final class KeptCall {
    private final Records records;
    private final String id;
    private final Instant at;
    private int utterances;
    private int cards;

    /** One that has ended. */
    public static KeptCall ended(Records records, String id, Instant at) {
        return new KeptCall(records, id, at, at.plusSeconds(60));
    }

    /** One that goes on. */
    static KeptCall open(Records records, String id, Instant at) {
        return new KeptCall(records, id, at, null);
    }

    private KeptCall(Records records, String id, Instant at, @Nullable Instant endedAt) {
        this.records = records;
        this.id = id;
        this.at = at;
        write(
                "insert into hotline_call (state, id, started_at, ended_at, heard_at, earlier_calls, faults, seqs) values (?, ?, ?, ?, ?, 0, 0, '')",
                endedAt == null ? "talking" : "closed",
                id,
                Times.of(at),
                endedAt == null ? null : Times.of(endedAt),
                Times.of(at));
    }

    public KeptCall caller(String said) {
        return says("u" + (utterances + 1), "caller", said);
    }

    public KeptCall agent(String said) {
        return says("u" + (utterances + 1), "agent", said);
    }

    /** The agent picked it for him. */
    KeptCall picked(String said) {
        return says("desk:" + (utterances + 1), "caller", said);
    }

    private KeptCall says(String utterance, String speaker, String said) {
        int number = ++utterances;
        write(
                "insert into hotline_utterance (call, id, number, seq, speaker, said, is_final) values (?, ?, ?, ?, ?, ?, true)",
                id,
                utterance,
                number,
                number,
                speaker,
                said);
        return this;
    }

    /** Shown for what was said last. */
    public KeptCall card(String kind, String spoken) {
        write(
                "insert into hotline_suggestion (call, number, kind, about, words, matter, aspect, asked, card, shown_at)"
                        + " values (?, ?, ?, 'k', 'w', 'card-reissue', 'fee', ?, ?, ?)",
                id,
                ++cards,
                kind,
                "u" + utterances,
                "{\"title\":\"补证\",\"spoken\":\"" + spoken + "\",\"detail\":\"全文\"}",
                Times.of(at));
        return this;
    }

    /** What the agent made of the last card. */
    public KeptCall judged(String action, @Nullable String finalText, @Nullable Integer edits, @Nullable String why) {
        write(
                "insert into hotline_feedback (call, suggestion, account, action, displayed_ms, final_text, edits, reason, given_at)"
                        + " values (?, ?, 'agent-1', ?, 900, ?, ?, ?, ?)",
                id,
                cards,
                action,
                finalText,
                edits,
                why,
                Times.of(at.plusSeconds(30)));
        return this;
    }

    /** An agent searched and found nothing. */
    static void searched(Records records, @Nullable String call, String said, Instant at) {
        new KeptCall(records, at)
                .write(
                        "insert into hotline_search (call, account, said, searched_at) values (?, 'agent-1', ?, ?)",
                        call,
                        said,
                        Times.of(at));
    }

    private KeptCall(Records records, Instant at) {
        this.records = records;
        this.at = at;
        id = "";
    }

    private void write(String statement, @Nullable Object... values) {
        records.sql().sql(statement).params(Arrays.asList(values)).update();
    }
}
