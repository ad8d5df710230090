package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where a language model is waited for, half a minute perhaps, away from whatever else editors do (起草事务台). */
final class SuggestionDesk implements AutoCloseable {
    private static final int AT_ONCE = 3;
    private static final int WAITING = 20;

    private final RecordDesk desk = new RecordDesk("suggestions", AT_ONCE, WAITING);

    /** Likewise {@link RecordDesk#work}. */
    <T> Mono<T> work(Supplier<T> work) {
        return desk.work(work);
    }

    @Override
    public void close() {
        desk.close();
    }
}
