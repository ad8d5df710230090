package banshi.channels.misses;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads what editors may see of calls in which something was answered badly (通话里没答好的). Blocks. */
final class HeardMisses {
    private static final String HEARD =
            "select m.kinds, m.missed_at, m.call, u.number, f.id, f.account, f.reason, f.action, f.final_text, f.edits,"
                    + " s.matter, s.aspect, s.card from miss m"
                    + " join hotline_utterance u on u.call = m.call and u.id = m.utterance"
                    + " left join hotline_feedback f on f.id = m.feedback"
                    + " left join hotline_suggestion s on s.call = f.call and s.number = f.suggestion"
                    + " where m.cluster = ?";

    private final Records records;

    HeardMisses(Records records) {
        this.records = records;
    }

    /** Those of a cluster, the latest first. */
    List<HeardMiss> of(String cluster, int most) {
        return records.sql()
                .sql(HEARD + " order by m.missed_at desc, m.id fetch first ? rows only")
                .params(cluster, most)
                .query((row, _) -> heard(row))
                .list();
    }

    /** The one of a cluster that is about that feedback; nothing where there is none. */
    Optional<HeardMiss> of(String cluster, long feedback) {
        return records.sql()
                .sql(HEARD + " and m.feedback = ?")
                .params(cluster, feedback)
                .query((row, _) -> heard(row))
                .optional();
    }

    private HeardMiss heard(ResultSet row) throws SQLException {
        return new HeardMiss(
                MissKind.set(row.getString("kinds")).iterator().next(),
                Times.in(row, "missed_at"),
                said(row.getString("call"), row.getInt("number")),
                row.getObject("id") == null ? null : judged(row));
    }

    /** What the caller himself said last, up to an utterance. */
    private List<String> said(String call, int number) {
        return records.sql()
                .sql(
                        "select said from hotline_utterance where call = ? and number <= ? and speaker = 'caller' and is_final"
                                + " and id not like 'desk:%' order by number desc fetch first " + HeardMiss.MOST_SAID
                                + " rows only")
                .params(call, number)
                .query((row, _) -> row.getString("said"))
                .list()
                .reversed();
    }

    private static HeardMiss.Judged judged(ResultSet row) throws SQLException {
        var card = card(row.getString("card"));
        var matter = row.getString("matter");
        var aspect = row.getString("aspect");
        boolean isEdited = row.getString("action").equals("edited");
        return new HeardMiss.Judged(
                row.getLong("id"),
                row.getString("account"),
                matter == null ? null : new MatterId(matter),
                aspect == null ? null : new AspectId(aspect),
                card.path("title").asString(""),
                card.path("spoken").asString(""),
                row.getString("reason"),
                isEdited ? row.getString("final_text") : null,
                isEdited ? row.getInt("edits") : 0);
    }

    private static JsonNode card(@Nullable String json) {
        if (json == null) return MissingNode.getInstance();
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) { // of another version
            return MissingNode.getInstance();
        }
    }
}
