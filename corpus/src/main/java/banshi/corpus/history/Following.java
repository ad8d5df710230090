package banshi.corpus.history;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Goes on fetching until it is closed (跟随). */
public final class Following implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /** What was published when the follower was last told; the thread's own. */
    private Revision.Id known;

    private Following(ContentHistory history, Duration every, Follower follower) {
        known = history.published();
        thread = Thread.ofVirtual().name("history-following").unstarted(() -> {
            do {
                try {
                    history.fetch();
                    var published = history.published();
                    if (!published.equals(known)) follower.released(history.current());
                    known = published;
                } catch (RuntimeException e) {
                    follower.failed(e);
                }
            } while (!isClosedAfter(every));
        });
    }

    static Following start(ContentHistory history, Duration every, Follower follower) {
        if (!every.isPositive())
            throw new IllegalArgumentException("a replica asks every some time, not every " + every);
        var following = new Following(history, every, follower);
        following.thread.start();
        return following;
    }

    private boolean isClosedAfter(Duration every) {
        try {
            return closed.await(every.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Waits for a fetch that is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
