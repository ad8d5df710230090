package banshi.channels.misses;

import banshi.channels.misses.MissCluster.Proposal;
import banshi.channels.misses.MissCluster.Standing;
import banshi.channels.records.Records;
import banshi.channels.records.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is kept of clusters in the database (簇的存储). Blocks. */
final class MissStore {
    private final Records records;
    private final JdbcTemplate batches;

    MissStore(Records records) {
        this.records = records;
        batches = new JdbcTemplate(records.pool());
    }

    /** What was seen when clusters were made the last time; {@code doneAt} null where they never were. */
    record LastTime(@Nullable Instant doneAt, long recentTurns, long formerTurns, int misses, int leftOut) {}

    /**
     * What comes of a refresh.
     *
     * @param clusterOfTurn of each turn that is in one
     * @param clusterOfHash of each wording that was seen
     * @param proposals by cluster
     */
    record Outcome(
            Map<String, Missed> turns,
            Map<String, String> clusterOfTurn,
            Map<String, String> clusterOfHash,
            Map<String, Proposal> proposals,
            LastTime seen) {}

    /** Takes the right to make clusters, for a time, from all servers that share this database; false where another has it. */
    boolean take(String holder, Instant now, Duration time) {
        return records.sql()
                        .sql(
                                "update miss_refresh set held_by = ?, held_until = ? where held_until is null or held_until < ?")
                        .params(holder, Times.of(now.plus(time)), Times.of(now))
                        .update()
                > 0;
    }

    /** Gives it back. */
    void giveBack(String holder) {
        records.sql()
                .sql("update miss_refresh set held_by = null, held_until = null where held_by = ?")
                .param(holder)
                .update();
    }

    LastTime lastTime() {
        return records.sql()
                .sql("select done_at, recent_turns, former_turns, misses, left_out from miss_refresh")
                .query((row, _) -> new LastTime(
                        Times.optional(row, "done_at"),
                        row.getLong("recent_turns"),
                        row.getLong("former_turns"),
                        row.getInt("misses"),
                        row.getInt("left_out")))
                .single();
    }

    /** Which wording was of which cluster, by hash. */
    Map<String, String> wordings() {
        var wordings = new HashMap<String, String>();
        records.sql().sql("select hash, cluster from miss_wording").query(row -> {
            wordings.put(row.getString("hash"), row.getString("cluster"));
        });
        return wordings;
    }

    /** What is decided about each cluster. */
    Map<String, Standing> standings() {
        var standings = new HashMap<String, Standing>();
        records.sql()
                .sql(
                        "select id, state, found_at, decided_by, decided_at, remark, release_id, matter, aspect, probability from miss_cluster")
                .query(row -> {
                    standings.put(row.getString("id"), standing(row));
                });
        return standings;
    }

    /** A turn of a cluster. */
    record Member(String cluster, Missed missed) {}

    /** The turns of all clusters, the oldest first. */
    List<Member> members() {
        return records.sql()
                .sql("select m.cluster, m.kinds, t.id, t.conversation, t.channel, t.said_at, t.said from miss m"
                        + " join turn t on t.id = m.turn order by t.said_at, t.id")
                .query((row, _) -> new Member(
                        row.getString("cluster"),
                        new Missed(
                                row.getString("id"),
                                row.getString("conversation"),
                                row.getString("channel"),
                                Times.in(row, "said_at"),
                                row.getString("said"),
                                MissKind.set(row.getString("kinds")))))
                .list();
    }

    /** Keeps a decision; false where there is no such cluster. */
    boolean decide(
            String cluster, MissState state, String by, Instant at, @Nullable String remark, @Nullable String release) {
        var values = new ArrayList<@Nullable Object>(
                Arrays.asList(state.word(), by, Times.of(at), remark, release, cluster));
        return records.sql()
                        .sql(
                                "update miss_cluster set state = ?, decided_by = ?, decided_at = ?, remark = ?, release_id = ? where id = ?")
                        .params(values)
                        .update()
                > 0;
    }

    /**
     * Writes what changed, in one transaction.
     *
     * @param forget wordings that were not seen since then
     */
    void write(Outcome outcome, Instant now, Instant forget, int comesBack) {
        records.together().executeWithoutResult(_ -> {
            addClusters(outcome, now);
            writeTurns(outcome);
            writeWordings(outcome.clusterOfHash(), now);
            var proposals = new ArrayList<@Nullable Object[]>();
            outcome.proposals()
                    .forEach((cluster, p) ->
                            proposals.add(new Object[] {p.matter(), p.aspect(), p.probability(), cluster}));
            batches.batchUpdate(
                    "update miss_cluster set matter = ?, aspect = ?, probability = ? where id = ?", proposals);
            records.sql()
                    .sql(
                            "update miss_cluster set state = 'open' where state = 'mended' and (select count(*) from miss m"
                                    + " join turn t on t.id = m.turn where m.cluster = miss_cluster.id and t.said_at > miss_cluster.decided_at) >= ?")
                    .param(comesBack)
                    .update();
            records.sql()
                    .sql("delete from miss_wording where seen_at < ?")
                    .param(Times.of(forget))
                    .update();
            records.sql()
                    .sql(
                            "delete from miss_cluster where not exists (select 1 from miss_wording w where w.cluster = miss_cluster.id)"
                                    + " or (state = 'open' and not exists (select 1 from miss m where m.cluster = miss_cluster.id))")
                    .update();
            var seen = outcome.seen();
            records.sql()
                    .sql(
                            "update miss_refresh set done_at = ?, recent_turns = ?, former_turns = ?, misses = ?, left_out = ?")
                    .params(Times.of(now), seen.recentTurns(), seen.formerTurns(), seen.misses(), seen.leftOut())
                    .update();
        });
    }

    private void addClusters(Outcome outcome, Instant now) {
        var known = Set.copyOf(records.sql()
                .sql("select id from miss_cluster")
                .query(String.class)
                .list());
        batches.batchUpdate(
                "insert into miss_cluster (id, found_at, state) values (?, ?, 'open')",
                outcome.clusterOfHash().values().stream()
                        .distinct()
                        .filter(cluster -> !known.contains(cluster))
                        .map(cluster -> new Object[] {cluster, Times.of(now)})
                        .toList());
    }

    private void writeTurns(Outcome outcome) {
        var before = new HashMap<String, List<String>>();
        records.sql().sql("select turn, cluster, kinds from miss").query(row -> {
            before.put(row.getString("turn"), List.of(row.getString("cluster"), row.getString("kinds")));
        });
        var added = new ArrayList<Object[]>();
        var changed = new ArrayList<Object[]>();
        var gone = new HashMap<>(before);
        outcome.clusterOfTurn().forEach((turn, cluster) -> {
            var missed = outcome.turns().get(turn);
            if (missed == null) return;
            var kinds = MissKind.words(missed.kinds());
            var was = before.get(turn);
            // of a turn that was erased meanwhile, nothing is kept
            if (was == null) added.add(new Object[] {cluster, kinds, turn});
            else if (!was.equals(List.of(cluster, kinds))) changed.add(new Object[] {cluster, kinds, turn});
            gone.remove(turn);
        });
        batches.batchUpdate("insert into miss (turn, cluster, kinds) select id, ?, ? from turn where id = ?", added);
        batches.batchUpdate("update miss set cluster = ?, kinds = ? where turn = ?", changed);
        batches.batchUpdate(
                "delete from miss where turn = ?",
                gone.keySet().stream().map(turn -> new Object[] {turn}).toList());
    }

    private void writeWordings(Map<String, String> clusterOfHash, Instant now) {
        var before = wordings();
        var added = new ArrayList<Object[]>();
        var seen = new ArrayList<Object[]>();
        clusterOfHash.forEach((hash, cluster) -> {
            if (before.containsKey(hash)) seen.add(new Object[] {cluster, Times.of(now), hash});
            else added.add(new Object[] {cluster, Times.of(now), hash});
        });
        batches.batchUpdate("insert into miss_wording (cluster, seen_at, hash) values (?, ?, ?)", added);
        batches.batchUpdate("update miss_wording set cluster = ?, seen_at = ? where hash = ?", seen);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var matter = row.getString("matter");
        return new Standing(
                MissState.of(row.getString("state")),
                Times.in(row, "found_at"),
                row.getString("decided_by"),
                Times.optional(row, "decided_at"),
                row.getString("remark"),
                row.getString("release_id"),
                matter == null ? null : new Proposal(matter, row.getString("aspect"), row.getDouble("probability")));
    }
}
