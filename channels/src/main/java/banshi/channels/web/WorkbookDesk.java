package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where workbooks are read and written, one at a time (工作簿台): each takes seconds and memory, and no save must wait for it. */
final class WorkbookDesk implements AutoCloseable {
    /** Each with up to 20 MB in hand. */
    private static final int WAITING = 4;

    private final RecordDesk desk = new RecordDesk("workbooks", 1, WAITING);

    /** Likewise {@link RecordDesk#work}. */
    <T> Mono<T> work(Supplier<T> work) {
        return desk.work(work);
    }

    @Override
    public void close() {
        desk.close();
    }
}
