package banshi.channels.hotline;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing after the other, in order, on threads that may wait (依次处理). Whoever adds never waits. Thread-safe. */
final class Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    Mailbox(Executor threads) {
        this.threads = threads;
    }

    /** What fails is over; the next is done. */
    void add(Runnable work) {
        waiting.add(work);
        if (size.getAndIncrement() == 0) threads.execute(this::drain);
    }

    private void drain() {
        do {
            try {
                waiting.remove().run();
            } catch (RuntimeException e) { // a call goes on whatever happens in it
                LOG.error("something in a call failed: {} at {}", e.getClass().getName(), where(e));
            }
        } while (size.decrementAndGet() > 0);
    }

    private static String where(RuntimeException failure) {
        var frames = failure.getStackTrace();
        return frames.length == 0 ? "nowhere" : frames[0].toString();
    }
}
