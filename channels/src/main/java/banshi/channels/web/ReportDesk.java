package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where lists and figures for staff are counted, one at a time (统计台): some take seconds, and what citizens send must not wait for them. */
final class ReportDesk implements AutoCloseable {
    private static final int WAITING = 50;

    private final RecordDesk desk = new RecordDesk("reports", 1, WAITING);

    /** Likewise {@link RecordDesk#work}. */
    <T> Mono<T> work(Supplier<T> work) {
        return desk.work(work);
    }

    @Override
    public void close() {
        desk.close();
    }
}
