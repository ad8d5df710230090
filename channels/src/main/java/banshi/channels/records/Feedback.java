package banshi.channels.records;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** How helpful citizens found replies (答复评价), one opinion a reply; the later one counts. Thread-safe; blocks. */
public final class Feedback {
    /** Why a reply did not help. */
    public static final List<String> REASONS = List.of("wrong", "unclear", "missing", "other");

    private final Records records;
    private final TurnRecords turns;
    private final Clock clock;

    /**
     * What is kept in a database.
     *
     * @param turns that are on their way into it: opinions are on the last one as a rule
     */
    public Feedback(Records records, TurnRecords turns, Clock clock) {
        this.records = records;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * An opinion on a reply.
     *
     * @param conversation the pseudonym of the one that the turn belongs to
     * @param reason one of {@link #REASONS}
     * @param remark masked
     */
    public record Opinion(
            String conversation,
            String turn,
            boolean helpful,
            @Nullable String reason,
            @Nullable String remark) {}

    /** Keeps an opinion; false where the conversation has no such turn. */
    public boolean keep(Opinion opinion) {
        turns.flush();
        boolean known = records.sql()
                .sql("select 1 from turn where id = ? and conversation = ?")
                .params(opinion.turn(), opinion.conversation())
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) return false;
        if (update(opinion) > 0) return true;
        try {
            records.sql()
                    .sql("insert into feedback (helpful, reason, remark, given_at, turn) values (?, ?, ?, ?, ?)")
                    .params(values(opinion))
                    .update();
        } catch (DuplicateKeyException e) { // the same one, sent twice at once
            update(opinion);
        }
        return true;
    }

    private int update(Opinion opinion) {
        return records.sql()
                .sql("update feedback set helpful = ?, reason = ?, remark = ?, given_at = ? where turn = ?")
                .params(values(opinion))
                .update();
    }

    private List<@Nullable Object> values(Opinion opinion) {
        return Values.of(
                opinion.helpful(),
                opinion.reason(),
                opinion.remark(),
                clock.instant().atOffset(ZoneOffset.UTC),
                opinion.turn());
    }
}
