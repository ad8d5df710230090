package banshi.eval.soak;

import banshi.eval.metrics.Latency;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What came of all requests, by kind (请求统计). Thread-safe. */
final class Tally {
    private final Map<String, Times> times = new TreeMap<>();
    private final Map<String, Integer> troubles = new TreeMap<>();
    private int refused;
    private int dropped;

    /** Times in nanoseconds, as many as there are. */
    private static final class Times {
        private long[] nanos = new long[1 << 10];
        private int count;

        void add(long time) {
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = time;
        }
    }

    /** A reply that was as it should be. */
    synchronized void answered(String kind, long nanos) {
        times.computeIfAbsent(kind, _ -> new Times()).add(nanos);
    }

    /** One that asked too often was told so, as was intended. */
    synchronized void refused() {
        refused++;
    }

    /** A post of WeChat's had no answer within five seconds. */
    synchronized void dropped() {
        dropped++;
    }

    synchronized int drops() {
        return dropped;
    }

    /** Something that should not have happened, in words that are the same each time. */
    synchronized void trouble(String kind, String what) {
        troubles.merge(kind + ": " + what, 1, Integer::sum);
    }

    synchronized Map<String, Latency> latencies() {
        var latencies = new TreeMap<String, Latency>();
        times.forEach((kind, t) -> latencies.put(kind, Latency.of(Arrays.copyOf(t.nanos, t.count))));
        return latencies;
    }

    synchronized Map<String, Integer> troubles() {
        return new TreeMap<>(troubles);
    }

    synchronized int refusals() {
        return refused;
    }
}
