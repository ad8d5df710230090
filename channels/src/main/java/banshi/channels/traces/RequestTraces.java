package banshi.channels.traces;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * A span for each HTTP request (请求追踪): method, route and status, as OpenTelemetry's conventions name them. The address itself stays out, for it may
 * name a conversation; headers, query and body too.
 */
final class RequestTraces {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final String OTHER_METHOD = "_OTHER";
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;

    RequestTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins the span before all else, and ends it when the response is complete, whoever made it. */
    HttpHandler around(HttpHandler handler) {
        return (request, response) -> Mono.defer(() -> {
            var span = begin(request);
            return handler.handle(request, response)
                    .doFinally(_ -> end(span, response))
                    .contextWrite(
                            context -> context.put(Span.class, span).put(CurrentTrace.KEY, span.getSpanContext()));
        });
    }

    /** Names the span for the route once it is known. */
    WebFilter routes() {
        return new Routes();
    }

    private static final class Routes implements WebFilter {
        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            return Mono.deferContextual(context -> {
                Span span = context.get(Span.class);
                return chain.filter(exchange)
                        .doOnTerminate(() -> name(span, exchange))
                        .doOnCancel(() -> name(span, exchange));
            });
        }

        private static void name(Span span, ServerWebExchange exchange) {
            if (exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern route) {
                span.setAttribute(ROUTE, route.getPatternString());
                span.updateName(method(exchange.getRequest()) + " " + route.getPatternString());
            }
        }
    }

    private Span begin(ServerHttpRequest request) {
        var method = method(request);
        return tracer.spanBuilder(method)
                .setParent(W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), request.getHeaders(), OnlyTraceparent.INSTANCE))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .startSpan();
    }

    private static void end(Span span, ServerHttpResponse response) {
        var status = response.getStatusCode();
        if (status != null) {
            span.setAttribute(STATUS, (long) status.value());
            if (status.is5xxServerError()) span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** Any other word is the caller's own. */
    private static String method(ServerHttpRequest request) {
        var method = request.getMethod();
        return Arrays.asList(HttpMethod.values()).contains(method) ? method.name() : OTHER_METHOD;
    }

    /** Not {@code tracestate}, in which a caller may write what it likes. */
    private enum OnlyTraceparent implements TextMapGetter<HttpHeaders> {
        INSTANCE;

        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
            return headers == null || !key.equals(TRACEPARENT) ? null : headers.getFirst(TRACEPARENT);
        }
    }
}
