package banshi.channels.traces;

import banshi.assistant.Utterance;
import banshi.channels.conversation.Laps;
import banshi.channels.conversation.MeasuredAssistant;
import banshi.channels.conversation.ReplyTraces;
import io.micrometer.context.ContextRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Hooks;

/**
 * Sends traces to an OpenTelemetry collector (追踪): a span for each request, below it one for the reply that it led to, below that one for each stage.
 * Thread-safe; sends in the background, and what the collector does not take is lost. While one is open, Reactor takes what it needs along through all
 * operators of this JVM, so there should be but one.
 */
public final class Traces implements ReplyTraces, AutoCloseable {
    private static final AttributeKey<String> CHANNEL = AttributeKey.stringKey("banshi.channel");
    private static final AttributeKey<String> ACT = AttributeKey.stringKey("banshi.act");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SEND = Duration.ofSeconds(5);
    private static final int STOP_SECONDS = 2;

    private final CurrentTrace current = new CurrentTrace();
    private final Clock nanos = Clock.getDefault();
    private final ToldExporter exporter;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * Begins to trace.
     *
     * @param share of the requests, 0..1
     */
    public Traces(URI endpoint, double share, InstantSource clock) {
        exporter = new ToldExporter(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.toString())
                        .setConnectTimeout(CONNECT)
                        .setTimeout(SEND)
                        .setRetryPolicy(null)
                        .build(),
                endpoint,
                clock);
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "banshi"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("banshi");
        ContextRegistry.getInstance().registerThreadLocalAccessor(current);
        Hooks.enableAutomaticContextPropagation();
    }

    /** Has the requests of a server traced. */
    public void watch(WebHttpHandlerBuilder server) {
        var requests = new RequestTraces(tracer);
        server.httpHandlerDecorator(requests::around).filters(filters -> filters.addFirst(requests.routes()));
    }

    /** The same work, for the same request, on whichever thread it is done. */
    public Runnable carrying(Runnable work) {
        var span = current.getValue();
        if (span == null) return work;
        return () -> {
            var before = current.getValue();
            current.setValue(span);
            try {
                work.run();
            } finally {
                if (before == null) current.setValue();
                else current.setValue(before);
            }
        };
    }

    @Override
    public void made(Utterance.Channel channel, String act, Laps laps) {
        var request = current.getValue();
        long ended = nanos.now();
        long begun = ended - laps.whole();
        var reply = child(request, "reply", begun)
                .setAttribute(CHANNEL, channel.name().toLowerCase(Locale.ROOT))
                .setAttribute(ACT, act);
        if (act.equals(MeasuredAssistant.FAILED)) reply.setStatus(StatusCode.ERROR);
        var of = reply.getSpanContext();
        if (of.isSampled())
            laps.each((stage, from, to) -> child(of, stage.name().toLowerCase(Locale.ROOT), begun + from)
                    .end(begun + to, TimeUnit.NANOSECONDS));
        reply.end(ended, TimeUnit.NANOSECONDS);
    }

    private Span child(@Nullable SpanContext parent, String name, long begun) {
        var context = parent == null ? Context.root() : Context.root().with(Span.wrap(parent));
        return tracer.spanBuilder(name)
                .setParent(context)
                .setStartTimestamp(begun, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    /** Since when the collector does not take what it gets; null while it does. */
    public @Nullable Instant awaySince() {
        return exporter.awaySince();
    }

    /** Spans that it did not take. */
    public long lost() {
        return exporter.lost();
    }

    /** Sends what waits, for a test that looks at it. */
    void flush() {
        provider.forceFlush().join(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends what waits, if the collector takes it within two seconds. */
    @Override
    public void close() {
        Hooks.disableAutomaticContextPropagation();
        ContextRegistry.getInstance().removeThreadLocalAccessor(CurrentTrace.KEY);
        provider.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
