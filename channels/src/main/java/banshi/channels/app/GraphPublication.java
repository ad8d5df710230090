package banshi.channels.app;

import banshi.channels.web.HealthPart;
import banshi.corpus.Bundle;
import banshi.corpus.Matter;
import banshi.graph.GraphUnavailable;
import banshi.graph.neo4j.Neo4jGraphStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the graph database filled with the release that answers (图谱发布): in the background, on a thread of its own, at the start and
 * whenever that release has changed; while the database is down it tries again after growing pauses. Nothing waits for it.
 */
final class GraphPublication implements HealthPart, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GraphPublication.class);
    private static final String NAME = "neo4j";
    private static final Duration WATCHED_EVERY = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Besides the current release: one to go back to. */
    private static final int KEPT = 1;

    private final Neo4jGraphStore store;
    private final Supplier<Content> current;
    private final Clock clock;
    private final IntFunction<Duration> pause;
    private final Consumer<Now> changed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Now status;

    /** The release once it is published; the thread's own. */
    private @Nullable String published;

    /** What is published (发布内容): the first city's. */
    record Content(String release, List<Matter> matters, List<Bundle> bundles) {}

    /**
     * @param store closed with this
     * @param current what answers now; may block until there is something
     */
    GraphPublication(Neo4jGraphStore store, Supplier<Content> current, Clock clock) {
        this(store, current, clock, GraphPublication::pause, GraphPublication::log);
    }

    /**
     * @param pause after so many failures one after another
     * @param changed told each change of state
     */
    GraphPublication(
            Neo4jGraphStore store,
            Supplier<Content> current,
            Clock clock,
            IntFunction<Duration> pause,
            Consumer<Now> changed) {
        this.store = store;
        this.current = current;
        this.clock = clock;
        this.pause = pause;
        this.changed = changed;
        status = new Now(NAME, State.STARTING, clock.instant(), null, Map.of());
        thread = Thread.ofVirtual().name("graph-publication").unstarted(this::work);
    }

    /** Begins, and returns at once. */
    void start() {
        thread.start();
    }

    @Override
    public Now now() {
        return status;
    }

    private void work() {
        int failures = 0;
        try {
            do {
                failures = look() ? 0 : failures + 1;
            } while (!closing.await(pause.apply(failures).toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            // told to stop
        }
    }

    /** Publishes what is not published yet, or sees whether the database is still there; whether that went well. */
    private boolean look() {
        try {
            var content = current.get();
            if (!content.release().equals(published)) {
                store.publish(content.release(), content.matters(), content.bundles());
                published = content.release();
                store.prune(KEPT);
            }
            var there = store.current().orElse("无");
            tell(
                    State.OK,
                    store.address() + "，知识版本 " + there + (there.equals(published) ? "" : "，不是本服务的 " + published));
            return true;
        } catch (RuntimeException e) {
            if (closing.getCount() > 0)
                tell(State.DEGRADED, e instanceof GraphUnavailable ? e.getMessage() : "发布图谱时程序出错（" + e + "），请告诉开发者");
            return false;
        }
    }

    private void tell(State state, @Nullable String detail) {
        boolean same = status.state() == state;
        status = new Now(NAME, state, same ? status.since() : clock.instant(), detail, Map.of());
        if (!same) changed.accept(status);
    }

    private static Duration pause(int failures) {
        if (failures == 0) return WATCHED_EVERY;
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private static void log(Now status) {
        if (status.state() == State.DEGRADED) LOG.warn("{}", status.detail());
        else LOG.info("{}", status.detail());
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        store.close();
    }
}
