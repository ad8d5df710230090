package banshi.channels.records;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where the database is waited for, away from event loops (记录台). */
public final class RecordDesk implements AutoCloseable {
    private static final int DESKS = 3;
    private static final int WAITING = 500;

    private final ThreadPoolExecutor desks;

    /** One that is open. */
    public RecordDesk() {
        this("records", DESKS, WAITING);
    }

    /**
     * One of its own, for work that others shall not wait for.
     *
     * @param most that wait
     */
    public RecordDesk(String name, int desks, int most) {
        this.desks = new ThreadPoolExecutor(
                desks,
                desks,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(most),
                Thread.ofPlatform().daemon().name(name + "-", 1).factory());
        this.desks.allowCoreThreadTimeOut(true);
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
