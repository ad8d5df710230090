package banshi.channels.web;

import banshi.channels.records.RecordDesk;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Where passwords are tried and accounts looked up, away from event loops and from what citizens wait for (职员事务台). */
final class StaffDesk implements AutoCloseable {
    /** Passwords are tried at the same time, each in 19 MiB. */
    private static final int AT_ONCE = 2;

    private static final int WAITING = 200;

    private final RecordDesk desk = new RecordDesk("staff", AT_ONCE, WAITING);

    /** Likewise {@link RecordDesk#work}. */
    <T> Mono<T> work(Supplier<T> work) {
        return desk.work(work);
    }

    @Override
    public void close() {
        desk.close();
    }
}
