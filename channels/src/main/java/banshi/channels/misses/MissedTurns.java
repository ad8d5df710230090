package banshi.channels.misses;

import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Finds in the records which turns were answered badly (找出没答好的). Where it was told afterwards, by asking for a person or by a bad rating of the conversation,
 * the last question before that counts; that it was this one is a guess. Blocks.
 */
final class MissedTurns {
    /** Topics that speak of the conversation itself: what was missed stands before them. */
    private static final String ABOUT_US =
            "('topic.want-person', 'topic.answer-wrong', 'topic.angry', 'topic.cannot-use')";

    private static final String BEFORE = "(select b.id from turn b where b.conversation = %s and b.said_at < %s"
            + " and b.act not in ('smalltalk', 'emergency') and b.template not in " + ABOUT_US
            + " order by b.said_at desc fetch first 1 rows only)";

    private static final String MISSES =
            "select id as turn, 'asked-back' as kind from turn where act = 'clarify' and said_at > :from and said_at <= :to"
                    + " union all select id, case when template = 'builtin.decline' then 'unrecognised' else 'declined' end from turn"
                    + " where act = 'decline' and said_at > :from and said_at <= :to"
                    + " union all select id, 'handed-off' from turn where act = 'handoff' and template not in "
                    + ABOUT_US
                    + " and said_at > :from and said_at <= :to"
                    + " union all select "
                    + BEFORE.formatted("a.conversation", "a.said_at")
                    + ", 'handed-off' from turn a where a.act = 'handoff' and a.template in "
                    + ABOUT_US
                    + " and a.said_at > :from and a.said_at <= :to"
                    + " union all select turn, 'unhelpful' from feedback where helpful = false and given_at > :from and given_at <= :to"
                    + " union all select "
                    + BEFORE.formatted("h.conversation", "h.asked_at")
                    + ", case when exists (select 1 from handoff_message m where m.handoff = h.id and m.sender = 'agent')"
                    + " then 'corrected' else 'handed-off' end from handoff h where h.asked_at > :from and h.asked_at <= :to"
                    + " union all select "
                    + BEFORE.formatted("r.conversation", "r.given_at")
                    + ", 'badly-rated' from rating r where r.level <= 2 and r.given_at > :from and r.given_at <= :to";

    private final Records records;

    MissedTurns(Records records) {
        this.records = records;
    }

    /** Those of a time, the oldest first. */
    List<Missed> between(Instant from, Instant to) {
        var found = new LinkedHashMap<String, Missed>();
        records.sql()
                .sql("select t.id, t.conversation, t.channel, t.said_at, t.said, k.kind from (" + MISSES
                        + ") k join turn t on t.id = k.turn where t.said_at > :from order by t.said_at, t.id")
                .param("from", Times.of(from))
                .param("to", Times.of(to))
                .query((row, _) -> new Missed(
                        new Place.OfTurn(row.getString("id")),
                        row.getString("conversation"),
                        row.getString("channel"),
                        Times.in(row, "said_at"),
                        row.getString("said"),
                        EnumSet.of(MissKind.of(row.getString("kind")))))
                .list()
                .forEach(missed -> found.merge(missed.id(), missed, MissedTurns::both));
        return new ArrayList<>(found.values());
    }

    private static Missed both(Missed one, Missed other) {
        var kinds = EnumSet.copyOf(one.kinds());
        kinds.addAll(other.kinds());
        return new Missed(one.place(), one.conversation(), one.channel(), one.at(), one.said(), kinds);
    }

    /** How many turns there were in a time. */
    long turns(Instant from, Instant to) {
        return records.sql()
                .sql("select count(*) from turn where said_at > ? and said_at <= ?")
                .params(Times.of(from), Times.of(to))
                .query(Long.class)
                .single();
    }
}
