package banshi.eval.load;

import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Wakes the selector at a time (闹钟): by itself it waits for whole milliseconds, and a request late by one is a false reading. */
final class Alarm implements AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    private final Selector selector;
    private final AtomicLong at = new AtomicLong(NEVER);
    private final Thread thread = Thread.ofPlatform().daemon().name("alarm").unstarted(this::run);
    private volatile boolean stopped;

    Alarm(Selector selector) {
        this.selector = selector;
        thread.start();
    }

    void ringAt(long time) {
        if (at.getAndSet(time) != time) LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            long time = at.get();
            if (time == NEVER) {
                LockSupport.park(this);
                continue;
            }
            long left = time - System.nanoTime();
            if (left > 0) LockSupport.parkNanos(this, left);
            else if (at.compareAndSet(time, NEVER)) selector.wakeup();
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
