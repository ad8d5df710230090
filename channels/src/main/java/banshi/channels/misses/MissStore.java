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
import java.util.Comparator;
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
     * @param misses by id
     * @param clusterOfMiss of each that is in one
     * @param clusterOfHash of each wording that was seen
     * @param proposals by cluster
     */
    record Outcome(
            Map<String, Missed> misses,
            Map<String, String> clusterOfMiss,
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

    /** One of a cluster. */
    record Member(String cluster, Missed missed) {}

    private static final String IN_TURNS =
            "select m.cluster, m.kinds, m.missed_at, t.id, t.conversation, t.channel, t.said"
                    + " from miss m join turn t on t.id = m.turn";
    private static final String IN_CALLS =
            "select m.cluster, m.kinds, m.missed_at, m.call, m.utterance, m.feedback, u.said"
                    + " from miss m join hotline_utterance u on u.call = m.call and u.id = m.utterance";
    private static final String IN_SEARCHES = "select m.cluster, m.kinds, m.missed_at, s.id, s.call, s.account, s.said"
            + " from miss m join hotline_search s on s.id = m.search";

    /** Those of all clusters, the oldest first. */
    List<Member> members() {
        var members = new ArrayList<>(read(
                IN_TURNS,
                row -> new Missed(
                        new Place.OfTurn(row.getString("id")),
                        row.getString("conversation"),
                        row.getString("channel"),
                        Times.in(row, "missed_at"),
                        row.getString("said"),
                        MissKind.set(row.getString("kinds")))));
        members.addAll(read(
                IN_CALLS,
                row -> Missed.heard(
                        new Place.OfCall(
                                row.getString("call"), row.getString("utterance"), (Long) row.getObject("feedback")),
                        Times.in(row, "missed_at"),
                        row.getString("said"),
                        MissKind.set(row.getString("kinds")))));
        members.addAll(read(
                IN_SEARCHES,
                row -> Missed.searched(
                        new Place.OfSearch(row.getLong("id")),
                        MissedCalls.searchedIn(row),
                        Times.in(row, "missed_at"),
                        row.getString("said"),
                        MissKind.set(row.getString("kinds")))));
        members.sort(Comparator.comparing((Member m) -> m.missed().at())
                .thenComparing(m -> m.missed().id()));
        return members;
    }

    private interface Reading {
        Missed of(ResultSet row) throws SQLException;
    }

    private List<Member> read(String query, Reading reading) {
        return records.sql()
                .sql(query)
                .query((row, _) -> new Member(row.getString("cluster"), reading.of(row)))
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
            writeMisses(outcome);
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
                                    + " where m.cluster = miss_cluster.id and m.missed_at > miss_cluster.decided_at) >= ?")
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

    private void writeMisses(Outcome outcome) {
        var before = new HashMap<String, List<String>>();
        records.sql().sql("select id, cluster, kinds from miss").query(row -> {
            before.put(row.getString("id"), List.of(row.getString("cluster"), row.getString("kinds")));
        });
        var added = new Added();
        var changed = new ArrayList<Object[]>();
        var gone = new HashMap<>(before);
        outcome.clusterOfMiss().forEach((id, cluster) -> {
            var missed = outcome.misses().get(id);
            if (missed == null) return;
            var kinds = MissKind.words(missed.kinds());
            var was = before.get(id);
            if (was == null) added.add(missed, cluster, kinds);
            else if (!was.equals(List.of(cluster, kinds))) changed.add(new Object[] {cluster, kinds, id});
            gone.remove(id);
        });
        added.write(batches);
        batches.batchUpdate("update miss set cluster = ?, kinds = ? where id = ?", changed);
        batches.batchUpdate(
                "delete from miss where id = ?",
                gone.keySet().stream().map(id -> new Object[] {id}).toList());
    }

    /** New ones; of what was erased meanwhile, nothing is kept. */
    private static final class Added {
        private final List<Object[]> inTurns = new ArrayList<>();
        private final List<Object[]> inSearches = new ArrayList<>();
        private final List<Object[]> inCalls = new ArrayList<>();
        private final List<Object[]> inFeedback = new ArrayList<>();

        void add(Missed missed, String cluster, String kinds) {
            var id = missed.id();
            var at = Times.of(missed.at());
            switch (missed.place()) {
                case Place.OfTurn(var turn) -> inTurns.add(new Object[] {id, at, cluster, kinds, turn});
                case Place.OfSearch(var search) -> inSearches.add(new Object[] {id, at, cluster, kinds, search});
                case Place.OfCall(var call, var utterance, var feedback) -> {
                    if (feedback == null) inCalls.add(new Object[] {id, at, cluster, kinds, call, utterance});
                    else inFeedback.add(new Object[] {id, at, cluster, kinds, feedback, call, utterance});
                }
            }
        }

        void write(JdbcTemplate batches) {
            batches.batchUpdate(
                    "insert into miss (id, missed_at, cluster, kinds, turn) select ?, ?, ?, ?, id from turn where id = ?",
                    inTurns);
            batches.batchUpdate(
                    "insert into miss (id, missed_at, cluster, kinds, search) select ?, ?, ?, ?, id from hotline_search where id = ?",
                    inSearches);
            batches.batchUpdate(
                    "insert into miss (id, missed_at, cluster, kinds, call, utterance) select ?, ?, ?, ?, call, id"
                            + " from hotline_utterance where call = ? and id = ?",
                    inCalls);
            batches.batchUpdate(
                    "insert into miss (id, missed_at, cluster, kinds, feedback, call, utterance) select ?, ?, ?, ?, f.id, u.call, u.id"
                            + " from hotline_feedback f join hotline_utterance u on u.call = f.call where f.id = ? and u.call = ? and u.id = ?",
                    inFeedback);
        }
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
