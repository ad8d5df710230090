package banshi.channels.curation;

import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Follower;
import banshi.corpus.history.Following;
import banshi.corpus.history.Release;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes answer here what other servers publish (跟随发布): compiles it where it is not compiled yet, then swaps. What answers goes on answering until then, and where the new content
 * does not compile.
 */
public final class ReleaseFollower implements Follower {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseFollower.class);

    private final Trials trials;
    private final Gate gate;

    /** The id of the compiled release that answers. */
    private final Supplier<String> answering;

    private final AtomicBoolean isAway = new AtomicBoolean();

    private ReleaseFollower(Trials trials, Gate gate, Supplier<String> answering) {
        this.trials = trials;
        this.gate = gate;
        this.answering = answering;
    }

    /**
     * Begins to follow.
     *
     * @param every how often the remote is asked
     * @param answering the id of the compiled release that answers
     * @return ends it
     */
    public static Following start(
            ContentHistory history, Duration every, Trials trials, Gate gate, Supplier<String> answering) {
        return history.follow(every, new ReleaseFollower(trials, gate, answering));
    }

    @Override
    public void released(Release release) {
        isAway.set(false);
        if (Naming.compiled(release.id()).equals(answering.get())) return; // it was published here
        try {
            var compiled = trials.compiled(release.revision());
            gate.serve(compiled);
            LOG.info("release {} was published elsewhere, and answers here now", release.id());
        } catch (RuntimeException e) { // to compile it again every second would help nobody
            LOG.error(
                    "release {} was published elsewhere and cannot be made to answer here; what answered before goes on. Start again to try again, or publish a newer one",
                    release.id(),
                    e);
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        if (!isAway.getAndSet(true))
            LOG.error(
                    "the remote repository of content cannot be asked; it is asked again and again, nothing can be published meanwhile",
                    failure);
    }
}
