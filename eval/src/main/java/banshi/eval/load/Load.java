package banshi.eval.load;

import banshi.eval.metrics.Latency;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What a server did under load (负载结果), warm-up left out.
 *
 * @param nanos of each reply, in the order of completion: in a closed loop from the sending, in an open one from when it should
 *     have been sent
 * @param failures replies with a status other than 200, and requests that got none
 * @param lasted in which the replies came
 */
@SuppressWarnings("ArrayRecordComponent") // measurements, never compared
record Load(long[] nanos, int failures, Duration lasted) {
    double perSecond() {
        return nanos.length / (lasted.toNanos() / 1e9);
    }

    Latency latency() {
        return Latency.of(nanos);
    }

    /** Several windows as one. */
    static Load together(List<Load> windows) {
        var nanos =
                windows.stream().map(Load::nanos).flatMapToLong(Arrays::stream).toArray();
        int failures = windows.stream().mapToInt(Load::failures).sum();
        return new Load(nanos, failures, windows.stream().map(Load::lasted).reduce(Duration.ZERO, Duration::plus));
    }
}
