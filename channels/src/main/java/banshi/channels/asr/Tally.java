package banshi.channels.asr;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what an operator wants to know (计数), and logs once that the recogniser is lost and once that it is back. Thread-safe. */
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong rubbish = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger lostNow = new AtomicInteger();

    void call() {
        calls.incrementAndGet();
    }

    /** A connection to the recogniser was lost that had none of its attempts succeed since. */
    void lost(String recogniser, String why) {
        losses.incrementAndGet();
        if (lostNow.getAndIncrement() == 0)
            LOG.warn(
                    "the recogniser at {} is lost: {}; calls go on without their words, it is tried again (banshi.hotline.asr.url)",
                    recogniser,
                    why);
    }

    void back(String recogniser) {
        if (lostNow.decrementAndGet() == 0) LOG.warn("the recogniser at {} is back", recogniser);
    }

    /** A call ended that had its recogniser lost. */
    void gone() {
        lostNow.decrementAndGet();
    }

    /** A packet of sound was not heard by anybody. */
    void dropped() {
        dropped.incrementAndGet();
    }

    /** Something came that could not be understood, from either side. */
    void rubbish() {
        rubbish.incrementAndGet();
    }

    /** Somebody came without a key that may. */
    void refused() {
        refused.incrementAndGet();
    }

    /** How many speakers are without a recogniser now. */
    int lostNow() {
        return lostNow.get();
    }

    Map<String, Long> counts() {
        return Map.of(
                "calls", calls.get(),
                "lost", losses.get(),
                "dropped", dropped.get(),
                "rubbish", rubbish.get(),
                "refused", refused.get());
    }
}
