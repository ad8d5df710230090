package banshi.channels.traces;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to the collector, and says once that it is away and once that it is back (追踪上报); what could not be sent is lost. */
final class ToldExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(ToldExporter.class);

    private final SpanExporter exporter;
    private final URI endpoint;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Instant> awaySince = new AtomicReference<>();
    private final AtomicLong lost = new AtomicLong();

    ToldExporter(SpanExporter exporter, URI endpoint, InstantSource clock) {
        this.exporter = exporter;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Null while it takes what it gets. */
    @Nullable
    Instant awaySince() {
        return awaySince.get();
    }

    /** Spans that were not taken. */
    long lost() {
        return lost.get();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size(); // the batch is used again
        var result = exporter.export(spans);
        result.whenComplete(() -> {
            if (result.isSuccess()) isBack();
            else isAway(result.getFailureThrowable(), count);
        });
        return result;
    }

    private void isBack() {
        if (awaySince.getAndSet(null) != null) LOG.warn("the collector of traces at {} is back", endpoint);
    }

    private void isAway(@Nullable Throwable why, int count) {
        lost.addAndGet(count);
        if (awaySince.compareAndSet(null, clock.instant()))
            LOG.warn(
                    "the collector of traces at {} does not take them ({}); replies go on, traces are lost meanwhile; ./banshi doctor tries it",
                    endpoint,
                    why == null ? "no reason given" : root(why).getClass().getSimpleName());
    }

    private static Throwable root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root;
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
