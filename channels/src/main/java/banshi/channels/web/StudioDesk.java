package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where content is read and changed, away from event loops and from what citizens wait for (采编事务台). */
final class StudioDesk implements AutoCloseable {
    private static final int AT_ONCE = 3;
    private static final int WAITING = 500;

    private final RecordDesk desk = new RecordDesk("studio", AT_ONCE, WAITING);

    /** Likewise {@link RecordDesk#work}. */
    <T> Mono<T> work(Supplier<T> work) {
        return desk.work(work);
    }

    @Override
    public void close() {
        desk.close();
    }
}
