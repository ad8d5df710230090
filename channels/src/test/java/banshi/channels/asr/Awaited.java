package banshi.channels.asr;

import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What threads that nobody may block leave for a test to wait for; a queue that blocks would block them, too, for the moment in which the test looks. */
final class Awaited<T> {
    private static final int WAIT_S = 10;

    private final Queue<T> things = new ConcurrentLinkedQueue<>();
    private final Semaphore there = new Semaphore(0);

    void add(T thing) {
        things.add(thing);
        there.release();
    }

    /** The next, once it is there. */
    T next() {
        try {
            if (!there.tryAcquire(WAIT_S, TimeUnit.SECONDS))
                throw new AssertionError("nothing within " + WAIT_S + " s");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Objects.requireNonNull(things.poll());
    }

    /** What nobody has waited for yet. */
    List<T> left() {
        return List.copyOf(things);
    }
}
