package banshi.eval.calls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What is sent of all calls, and what comes back of it (热线计数). Thread-safe. */
final class CallTally {
    private final Map<String, Long> finals = new ConcurrentHashMap<>();
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final Map<String, Integer> kept = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> suggested = new ConcurrentLinkedQueue<>();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final LongSupplier nanoTime;
    private volatile boolean measuring;

    CallTally() {
        this(System::nanoTime);
    }

    /** @param nanoTime tells how late it is */
    CallTally(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void measure(boolean now) {
        measuring = now;
    }

    /** @param isFinalOfCaller whether cards may follow from it */
    void sent(String call, String utterance, int seq, boolean isFinalOfCaller) {
        if (measuring) events.incrementAndGet();
        sent.put(call, seq);
        if (isFinalOfCaller) finals.put(call + " " + utterance, nanoTime.getAsLong());
    }

    void kept(String call, int lastSeq) {
        kept.merge(call, lastSeq, Math::max);
    }

    void fault() {
        faults.incrementAndGet();
    }

    /** A card came that follows from an utterance; the first of each counts. */
    void suggested(String call, String utterance) {
        var since = finals.remove(call + " " + utterance);
        if (since != null && measuring) suggested.add(nanoTime.getAsLong() - since);
    }

    long[] nanos() {
        return suggested.stream().mapToLong(Long::longValue).toArray();
    }

    int events() {
        return events.get();
    }

    int faults() {
        return faults.get();
    }

    int calls() {
        return sent.size();
    }

    /** Calls of which not all that was sent was acknowledged. */
    long unacknowledged() {
        return sent.entrySet().stream()
                .filter(one -> kept.getOrDefault(one.getKey(), 0) < one.getValue())
                .count();
    }
}
