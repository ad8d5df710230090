package banshi.channels.figures;

import banshi.channels.conversation.MeasuredAssistant;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long replies take (答复用时), from the buckets in which the engine counts them: of this server, since it was started, for nothing is kept of single turns. A percentile is the upper bound of its
 * bucket. Thread-safe.
 */
public final class EngineTimes {
    private final MeterRegistry meters;

    /** Those that the assistant is measured into. */
    public EngineTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Upper bounds in milliseconds (用时分位); null beyond the last bucket.
     *
     * @param replies how many were made
     */
    public record Latency(
            long replies,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}

    /** Of all channels; null where nothing was answered. */
    @Nullable
    Latency latency() {
        long replies = 0;
        var atMost = new TreeMap<Double, Double>(); // milliseconds to how many took no longer
        for (var timer : meters.find(MeasuredAssistant.METER).timers()) {
            var snapshot = timer.takeSnapshot();
            replies += timer.count();
            for (var bucket : snapshot.histogramCounts())
                atMost.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
        }
        if (replies == 0) return null;
        return new Latency(
                replies, within(0.5, replies, atMost), within(0.95, replies, atMost), within(0.99, replies, atMost));
    }

    private static @Nullable Double within(double share, long replies, SortedMap<Double, Double> atMost) {
        for (var bucket : atMost.entrySet()) if (bucket.getValue() >= share * replies) return bucket.getKey();
        return null;
    }
}
