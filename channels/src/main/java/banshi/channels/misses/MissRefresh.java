package banshi.channels.misses;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import banshi.assistant.language.Reader;
import banshi.assistant.release.Explainer;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.misses.MissCluster.Proposal;
import banshi.channels.privacy.Secret;
import banshi.channels.records.Records;
import banshi.channels.records.TurnRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the clusters anew (重新归类), every night and when somebody asks for it, on one thread of its own. It takes at most half of a core's time for vectors, pausing
 * after each as long as it took, and at most {@value #MOST_WORDINGS} of them: those that most conversations used, then the latest. Wordings that were in a cluster before stay in it
 * where they find no other. Vectors are kept in memory until the next time, and nowhere else. One server at a time, of those that share a database; one that dies at it gives
 * the others the right back after {@code HELD}.
 */
public final class MissRefresh implements AutoCloseable {
    /** HDBSCAN's time grows with the square. */
    static final int MOST_WORDINGS = 4_000;

    /** As many conversations, in the same words, are a cluster alone. */
    static final int ALONE = 3;

    /** As many turns after it was mended open a cluster again. */
    static final int COMES_BACK = 3;

    private static final Logger LOG = LoggerFactory.getLogger(MissRefresh.class);
    private static final Duration HELD = Duration.ofMinutes(30);
    private static final LocalTime NIGHT = LocalTime.of(2, 30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOKS = Duration.ofMinutes(10);

    private final MissStore store;
    private final MissedTurns missed;
    private final MissedCalls heard;
    private final TurnRecords turns;
    private final SentenceEncoder encoder;
    private final Explainer explainer;
    private final Sha256.Key key;
    private final Duration keep;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString().substring(0, 30);
    private final Thread worker;
    private volatile Map<String, float[]> vectors = new HashMap<>();
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean closed;

    /**
     * Begins to look whether it is time.
     *
     * @param keep for how long what was decided is remembered after its words were heard last
     * @param clock in the city's time zone, by which it is night
     */
    public MissRefresh(
            Records records,
            TurnRecords turns,
            SentenceEncoder encoder,
            Explainer explainer,
            Secret secret,
            Duration keep,
            Clock clock) {
        store = new MissStore(records);
        missed = new MissedTurns(records);
        heard = new MissedCalls(records);
        this.turns = turns;
        this.encoder = encoder;
        this.explainer = explainer;
        key = new Sha256.Key(secret.keyFor("misses"));
        this.keep = keep;
        this.clock = clock;
        worker = Thread.ofPlatform().daemon().name("misses").start(this::work);
    }

    /** Asks for it now; returns at once. */
    public void ask() {
        asked.release();
    }

    private void work() {
        try {
            while (!closed) if (awaited() || isDue()) tried();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody of ours does that
        }
    }

    /** Waits a while; true as soon as somebody asks, or has asked since the last time. */
    private boolean awaited() throws InterruptedException {
        boolean was = asked.tryAcquire(LOOKS.toSeconds(), TimeUnit.SECONDS);
        asked.drainPermits();
        return was && !closed;
    }

    private boolean isDue() {
        if (closed) return false;
        try {
            var done = store.lastTime().doneAt();
            return done == null || done.isBefore(lastNight());
        } catch (RuntimeException e) {
            return false; // the database is away; it is looked again later
        }
    }

    private Instant lastNight() {
        var now = ZonedDateTime.now(clock);
        var tonight = now.with(NIGHT);
        return (tonight.isAfter(now) ? tonight.minusDays(1) : tonight).toInstant();
    }

    private void tried() {
        try {
            refresh();
        } catch (CancellationException e) {
            // closed on the way; what is left is done at the next start
        } catch (RuntimeException e) {
            LOG.error(
                    "clustering what was answered badly failed: {}",
                    e.getClass().getName());
        }
    }

    /** Makes them now, on this thread; false where somebody is at it. */
    boolean refresh() {
        if (!store.take(holder, clock.instant(), HELD)) return false;
        try {
            turns.flush();
            var now = clock.instant();
            var lately = now.minus(Misses.RECENT);
            var from = now.minus(Misses.WINDOW);
            var wordings = wordings(found(from, now));
            var chosen = wordings.stream().limit(MOST_WORDINGS).toList();
            var found = named(groups(chosen), wordings);
            var seen = new MissStore.LastTime(
                    now,
                    missed.turns(lately, now) + heard.calls(lately, now),
                    missed.turns(from, lately) + heard.calls(from, lately),
                    wordings.stream().mapToInt(w -> w.turns().size()).sum(),
                    wordings.size() - chosen.size());
            store.write(outcome(wordings, found, seen), now, now.minus(keep), COMES_BACK);
            return true;
        } finally {
            store.giveBack(holder);
        }
    }

    /** The oldest first. */
    private List<Missed> found(Instant from, Instant to) {
        var found = new ArrayList<>(missed.between(from, to));
        found.addAll(heard.between(from, to));
        found.sort(Comparator.comparing(Missed::at).thenComparing(Missed::id));
        return found;
    }

    /** The same words, however often. */
    private record Worded(String words, String hash, List<Missed> turns) {
        int conversations() {
            return (int) turns.stream().map(Missed::conversation).distinct().count();
        }
    }

    /** Those that most conversations used first, then the latest. */
    private List<Worded> wordings(List<Missed> turns) {
        var byWords = new LinkedHashMap<String, List<Missed>>();
        for (var turn : turns) {
            var words = Reader.key(turn.said());
            if (words.codePointCount(0, words.length()) < 2) continue; // a choice, or nothing
            byWords.computeIfAbsent(words, _ -> new ArrayList<>()).add(turn);
        }
        var wordings = new ArrayList<Worded>();
        byWords.forEach((words, of) -> wordings.add(new Worded(words, hash(words), of)));
        wordings.sort(Comparator.comparingInt(Worded::conversations)
                .thenComparing(w -> w.turns().getLast().at())
                .reversed());
        return wordings;
    }

    private String hash(String words) {
        return HexFormat.of().formatHex(key.sign(words.getBytes(UTF_8)));
    }

    private List<List<Worded>> groups(List<Worded> chosen) {
        var groups = new ArrayList<List<Worded>>();
        var alone = new HashSet<>(chosen);
        for (var group : Grouping.of(encoded(chosen))) {
            var members = group.members().stream().map(chosen::get).toList();
            groups.add(members);
            members.forEach(alone::remove);
        }
        chosen.stream()
                .filter(w -> alone.contains(w) && w.conversations() >= ALONE)
                .forEach(w -> groups.add(List.of(w)));
        return groups;
    }

    /** In their order; what was encoded the last time is not encoded again, and what is not seen any more is forgotten. */
    private List<float[]> encoded(List<Worded> chosen) {
        var now = new HashMap<String, float[]>();
        var list = new ArrayList<float[]>();
        for (var worded : chosen) {
            var vector = vectors.get(worded.words());
            if (vector == null) {
                goOn();
                long begun = System.nanoTime();
                vector = encoder.encode(worded.words());
                LockSupport.parkNanos(System.nanoTime() - begun); // who asks a question comes first
            }
            now.put(worded.words(), vector);
            list.add(vector);
        }
        vectors = now;
        return list;
    }

    /** Hashes of wordings and the clusters that they are in, today's groups and what is known from before. */
    private Map<String, String> named(List<List<Worded>> groups, List<Worded> all) {
        var former = store.wordings();
        var hashes = new ArrayList<Set<String>>();
        for (var group : groups) {
            var members = new HashSet<String>();
            group.forEach(w -> members.add(w.hash()));
            hashes.add(members);
        }
        var names =
                Lineage.names(hashes, former, () -> UUID.randomUUID().toString().replace("-", ""));
        var found = new LinkedHashMap<String, String>();
        for (int g = 0; g < groups.size(); g++) for (var hash : hashes.get(g)) found.put(hash, names.get(g));
        for (var worded : all) {
            var before = former.get(worded.hash());
            if (before != null) found.putIfAbsent(worded.hash(), before);
        }
        return found;
    }

    private MissStore.Outcome outcome(List<Worded> wordings, Map<String, String> found, MissStore.LastTime seen) {
        var byId = new HashMap<String, Missed>();
        var clusterOfId = new HashMap<String, String>();
        var ofCluster = new LinkedHashMap<String, List<Missed>>();
        for (var worded : wordings) {
            var cluster = found.get(worded.hash());
            if (cluster == null) continue;
            for (var turn : worded.turns()) {
                byId.put(turn.id(), turn);
                clusterOfId.put(turn.id(), cluster);
                ofCluster.computeIfAbsent(cluster, _ -> new ArrayList<>()).add(turn);
            }
        }
        var proposals = new HashMap<String, Proposal>();
        ofCluster.forEach((cluster, turns) -> {
            goOn();
            var title = Misses.wordings(turns).getFirst().text();
            Rival.of(explainer.explain(Misses.utterance(title, clock))).stream()
                    .findFirst()
                    .ifPresent(best ->
                            proposals.put(cluster, new Proposal(best.matter(), best.aspect(), best.probability())));
        });
        return new MissStore.Outcome(byId, clusterOfId, found, proposals, seen);
    }

    private void goOn() {
        if (closed) throw new CancellationException();
    }

    /** Ends it where it is; without an interrupt, which H2's file would not survive. */
    @Override
    public void close() {
        closed = true;
        asked.release();
        try {
            worker.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
