package banshi.channels.hotline;

import banshi.channels.records.Records;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that is away for a while, or slow. */
final class Outage {
    volatile boolean away;

    /** While it is closed, transactions wait. */
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** Tries, also such as failed. */
    final AtomicInteger transactions = new AtomicInteger();

    Records of(Records real) {
        var manager = Objects.requireNonNull(real.together().getTransactionManager());
        return new Records(real.pool(), real.sql(), new TransactionTemplate(manager) {
            private static final long serialVersionUID = 1;

            @Override
            public <T> @Nullable T execute(TransactionCallback<T> action) {
                transactions.incrementAndGet();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                if (away) throw new TransientDataAccessResourceException("away");
                return super.execute(action);
            }
        });
    }
}
