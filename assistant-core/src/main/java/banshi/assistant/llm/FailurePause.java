package banshi.assistant.llm;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Leaves a service alone for a while once it has failed some times in a row (连续失败后的暂停). Thread-safe. */
final class FailurePause {
    private final int most;
    private final long pause;
    private final LongSupplier nanos;
    private int failures;
    private long until;
    private boolean paused;

    /**
     * @param most failures in a row
     * @param nanos a time that only goes forward, as {@link System#nanoTime}
     */
    FailurePause(int most, Duration pause, LongSupplier nanos) {
        this.most = most;
        this.pause = pause.toNanos();
        this.nanos = nanos;
    }

    /** Whether it is to be left alone now. The first call after the pause is let through; if it fails, another pause begins. */
    synchronized boolean isOn() {
        if (paused && nanos.getAsLong() - until >= 0) paused = false;
        return paused;
    }

    /** Whether the last call failed. */
    synchronized boolean isFailing() {
        return failures > 0;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** Tells whether a pause begins with this failure. */
    synchronized boolean failed() {
        failures++;
        if (paused || failures < most) return false;
        paused = true;
        until = nanos.getAsLong() + pause;
        return true;
    }
}
