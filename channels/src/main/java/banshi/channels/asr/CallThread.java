package banshi.channels.asr;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Where all of one call happens, one thing after the other (通话线程); nothing any more once the server stops. */
record CallThread(Scheduler.Worker worker) {
    void run(Runnable what) {
        later(Duration.ZERO, what);
    }

    /** Does it after a while, unless it is called off. */
    Disposable later(Duration after, Runnable what) {
        try {
            return after.isZero()
                    ? worker.schedule(what)
                    : worker.schedule(what, after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return Disposables.disposed();
        }
    }
}
