package banshi.channels.records;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where work of one sort is waited for, away from event loops and from work of other sorts (事务台). Thread-safe. */
public abstract class WaitingDesk implements AutoCloseable {
    private final ThreadPoolExecutor desks;

    /**
     * One that is open.
     *
     * @param atOnce how much is worked on at the same time
     * @param waiting how much more may wait
     */
    protected WaitingDesk(String name, int atOnce, int waiting) {
        desks = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        desks.allowCoreThreadTimeOut(true);
    }

    /**
     * Does the work away from here; it is done to its end even if nobody waits for it any more.
     *
     * @return fails with {@link RejectedExecutionException} at once if too much waits, or with what the work threw
     */
    public <T> Mono<T> work(Supplier<T> work) {
        return Mono.fromFuture(() -> CompletableFuture.supplyAsync(work, desks), true);
    }

    @Override
    public void close() {
        desks.shutdown();
    }
}
