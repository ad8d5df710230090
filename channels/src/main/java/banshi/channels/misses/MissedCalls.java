package banshi.channels.misses;

import banshi.channels.misses.Place.OfCall;
import banshi.channels.misses.Place.OfSearch;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds in what is kept of calls what was answered badly (通话里没答好的): cards that agents refused or put into other words, calls that ended without an answer that could have been said,
 * searches that found nothing. Which utterance of such a call says what was wanted is a guess: the longest of the caller's. A call in which danger, fraud or anger was heard is about
 * that, and none of these. Blocks.
 */
final class MissedCalls {
    /** 喂 and 好的 are no questions. */
    private static final int SHORTEST = 4;

    /** Cards of risk tell of a state, not of content. */
    private static final String JUDGED =
            "select f.id, f.call, f.action, f.given_at, u.id as utterance, u.said from hotline_feedback f"
                    + " join hotline_suggestion s on s.call = f.call and s.number = f.suggestion"
                    + " join hotline_utterance u on u.call = s.call and u.id = s.asked"
                    + " where f.given_at > :from and f.given_at <= :to and s.kind <> 'risk'"
                    + " and (f.action = 'rejected' or (f.action = 'edited' and f.edits > 0 and f.final_text is not null))"
                    + " order by f.given_at, f.id";

    private static final String UNANSWERED =
            "select c.id as call, c.started_at, u.id as utterance, u.said from hotline_call c join hotline_utterance u on u.call = c.id"
                    + " and u.id = (select w.id from hotline_utterance w where w.call = c.id and w.speaker = 'caller' and w.is_final"
                    + " and w.id not like 'desk:%' and char_length(w.said) >= "
                    + SHORTEST
                    + " order by char_length(w.said) desc, w.number fetch first 1 rows only)"
                    + " where c.started_at > :from and c.started_at <= :to and c.ended_at is not null"
                    + " and not exists (select 1 from hotline_suggestion s where s.call = c.id and s.kind in ('answer', 'risk'))"
                    + " order by c.started_at, c.id";

    private static final String SEARCHED =
            "select id, call, account, said, searched_at from hotline_search where searched_at > :from and searched_at <= :to"
                    + " order by searched_at, id";

    private final Records records;

    MissedCalls(Records records) {
        this.records = records;
    }

    /** Those of a time. */
    List<Missed> between(Instant from, Instant to) {
        var found = new ArrayList<Missed>();
        found.addAll(asked(JUDGED, from, to, MissedCalls::judged));
        found.addAll(asked(UNANSWERED, from, to, MissedCalls::unanswered));
        found.addAll(asked(SEARCHED, from, to, MissedCalls::searched));
        return found;
    }

    private interface Reading {
        Missed of(ResultSet row) throws SQLException;
    }

    private List<Missed> asked(String query, Instant from, Instant to, Reading reading) {
        return records.sql()
                .sql(query)
                .param("from", Times.of(from))
                .param("to", Times.of(to))
                .query((row, _) -> reading.of(row))
                .list();
    }

    private static Missed judged(ResultSet row) throws SQLException {
        return Missed.heard(
                new OfCall(row.getString("call"), row.getString("utterance"), row.getLong("id")),
                Times.in(row, "given_at"),
                row.getString("said"),
                Set.of(row.getString("action").equals("edited") ? MissKind.CARD_EDITED : MissKind.CARD_REJECTED));
    }

    private static Missed unanswered(ResultSet row) throws SQLException {
        return Missed.heard(
                new OfCall(row.getString("call"), row.getString("utterance"), null),
                Times.in(row, "started_at"),
                row.getString("said"),
                Set.of(MissKind.NO_ANSWER));
    }

    private static Missed searched(ResultSet row) throws SQLException {
        return Missed.searched(
                new OfSearch(row.getLong("id")),
                searchedIn(row),
                Times.in(row, "searched_at"),
                row.getString("said"),
                Set.of(MissKind.NOT_FOUND));
    }

    /** Whoever searches twice while he has one call is one citizen's concern. */
    static String searchedIn(ResultSet row) throws SQLException {
        var call = row.getString("call");
        return call == null ? "agent:" + row.getString("account") : "call:" + call;
    }

    /** How many calls there were in a time. */
    long calls(Instant from, Instant to) {
        return records.sql()
                .sql("select count(*) from hotline_call where started_at > ? and started_at <= ?")
                .params(Times.of(from), Times.of(to))
                .query(Long.class)
                .single();
    }
}
