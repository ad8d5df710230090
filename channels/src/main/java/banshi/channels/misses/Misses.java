package banshi.channels.misses;

import banshi.assistant.Utterance;
import banshi.assistant.language.Reader;
import banshi.assistant.release.Explainer;
import banshi.channels.misses.MissCluster.Standing;
import banshi.channels.misses.MissCluster.Wording;
import banshi.channels.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was answered badly, for editors (答不好的问题): clusters as the last refresh left them, and what editors decide. Thread-safe; blocks. */
public final class Misses {
    /** A day, as early signs have it: the last one before the refresh. */
    static final Duration RECENT = Duration.ofDays(1);

    /** From here to there, turns are looked at. */
    static final Duration WINDOW = RECENT.plusDays(EarlySign.FORMER_DAYS);

    private static final int MOST_HEARD = 20;

    private final MissStore store;
    private final HeardMisses heard;
    private final Explainer explainer;
    private final Clock clock;

    /** @param clock in the city's time zone: days are its days */
    public Misses(Records records, Explainer explainer, Clock clock) {
        store = new MissStore(records);
        heard = new HeardMisses(records);
        this.explainer = explainer;
        this.clock = clock;
    }

    /**
     * What there is (一览).
     *
     * @param refreshedAt when clusters were made; null where they never were
     * @param misses turns that were answered badly in the time that is looked at
     * @param leftOut how many different wordings were too many to be clustered
     * @param clusters early signs first, then by how many conversations they had
     */
    public record Overview(@Nullable Instant refreshedAt, int misses, int leftOut, List<MissCluster> clusters) {
        public Overview {
            clusters = List.copyOf(clusters);
        }
    }

    /** All clusters that have turns; reads each of those, at most some ten thousand. */
    public Overview overview() {
        var last = store.lastTime();
        var members = new LinkedHashMap<String, List<Missed>>();
        for (var member : store.members())
            members.computeIfAbsent(member.cluster(), _ -> new ArrayList<>()).add(member.missed());
        var standings = store.standings();
        var clusters = new ArrayList<MissCluster>();
        members.forEach((id, turns) -> {
            var standing = standings.get(id);
            if (standing != null) clusters.add(cluster(id, standing, turns, last, members.size()));
        });
        clusters.sort(Comparator.comparing((MissCluster c) -> !c.isEarly())
                .thenComparing(
                        Comparator.comparingInt(MissCluster::conversations).reversed())
                .thenComparing(MissCluster::lastAt, Comparator.reverseOrder()));
        return new Overview(last.doneAt(), last.misses(), last.leftOut(), clusters);
    }

    /** The cluster of that name; nothing where there is none, or none of its turns are kept any more. */
    public Optional<MissCluster> find(String id) {
        return overview().clusters().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** What of a cluster was said on the telephone, the latest first, at most {@value #MOST_HEARD}. */
    public List<HeardMiss> heard(String id) {
        return heard.of(id, MOST_HEARD);
    }

    /** The one of a cluster that is about what an agent made of a card; nothing where there is none. */
    public Optional<HeardMiss> heard(String id, long feedback) {
        return heard.of(id, feedback);
    }

    /** The published answers that are nearest to what a cluster is about; costs what an explanation costs, some milliseconds. */
    public List<Rival> nearest(MissCluster cluster) {
        return Rival.of(explainer.explain(utterance(cluster.title(), clock)));
    }

    /**
     * Keeps what somebody decided; false where there is no such cluster.
     *
     * @param by who
     * @param release in which it is mended; null for every other state
     */
    public boolean decide(String id, MissState state, String by, @Nullable String remark, @Nullable String release) {
        if ((state == MissState.MENDED) != (release != null))
            throw new IllegalArgumentException(
                    "release is " + release + "; allowed: one where the state is mended, none otherwise");
        return store.decide(id, state, by, clock.instant(), remark, release);
    }

    static Utterance utterance(String said, Clock clock) {
        // callers tell more at a time than anybody types
        var words = said.length() > Utterance.LONGEST ? said.substring(0, Utterance.LONGEST) : said;
        return new Utterance(words, Utterance.Channel.WEB, null, LocalDate.now(clock));
    }

    private MissCluster cluster(
            String id, Standing standing, List<Missed> turns, MissStore.LastTime last, int clusters) {
        var kinds = new EnumMap<MissKind, Integer>(MissKind.class);
        var channels = new TreeMap<String, Integer>();
        var days = new TreeMap<LocalDate, Integer>();
        for (var turn : turns) {
            for (var kind : turn.kinds()) kinds.merge(kind, 1, Integer::sum);
            channels.merge(turn.channel(), 1, Integer::sum);
            days.merge(LocalDate.ofInstant(turn.at(), clock.getZone()), 1, Integer::sum);
        }
        var done = last.doneAt() == null ? Instant.EPOCH : last.doneAt();
        var sign = sign(turns, done, last);
        return new MissCluster(
                id,
                standing,
                wordings(turns),
                turns.size(),
                conversations(turns),
                kinds,
                channels,
                days,
                turns.getLast().at(),
                sign,
                standing.state() == MissState.OPEN && sign.isFlagged(clusters));
    }

    private static EarlySign sign(List<Missed> turns, Instant done, MissStore.LastTime last) {
        var lately = done.minus(RECENT);
        var recent = turns.stream().filter(turn -> turn.at().isAfter(lately)).toList();
        var before = turns.stream().filter(turn -> !turn.at().isAfter(lately)).toList();
        return EarlySign.of(
                conversations(recent), conversationDays(before, done), last.recentTurns(), last.formerTurns());
    }

    private static int conversations(List<Missed> turns) {
        return (int) turns.stream().map(Missed::conversation).distinct().count();
    }

    /** Whoever asks again the next day counts again. */
    private static int conversationDays(List<Missed> turns, Instant done) {
        return (int) turns.stream()
                .map(turn ->
                        turn.conversation() + Duration.between(turn.at(), done).toDays())
                .distinct()
                .count();
    }

    /** Distinct ones of those turns, each as it was put last. */
    static List<Wording> wordings(List<Missed> turns) {
        var byWords = new LinkedHashMap<String, List<Missed>>();
        for (var turn : turns)
            byWords.computeIfAbsent(Reader.key(turn.said()), _ -> new ArrayList<>())
                    .add(turn);
        return byWords.values().stream()
                .map(of -> new Wording(of.getLast().said(), conversations(of), of.size()))
                .sorted(Comparator.comparingInt(Wording::conversations)
                        .thenComparingInt(Wording::turns)
                        .reversed())
                .toList();
    }
}
