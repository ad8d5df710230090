package banshi.channels.traces;

import io.micrometer.context.ThreadLocalAccessor;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What this thread works for just now (当前追踪), also for what it logs. Reactor takes it along where it changes threads. */
final class CurrentTrace implements ThreadLocalAccessor<SpanContext> {
    static final String KEY = "banshi.trace";

    private static final String LOGGED_AS = "trace.id";
    private static final ThreadLocal<@Nullable SpanContext> CURRENT = new ThreadLocal<>();

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable SpanContext getValue() {
        return CURRENT.get();
    }

    @Override
    public void setValue(SpanContext span) {
        CURRENT.set(span);
        MDC.put(LOGGED_AS, span.getTraceId());
    }

    @Override
    public void setValue() {
        CURRENT.remove();
        MDC.remove(LOGGED_AS);
    }
}
