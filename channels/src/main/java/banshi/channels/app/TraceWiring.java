package banshi.channels.app;

import banshi.channels.conversation.ReplyTraces;
import banshi.channels.traces.TraceSettings;
import banshi.channels.traces.Traces;
import banshi.channels.web.HealthPart;
import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Where traces go (追踪装配): to the collector at {@code banshi.traces.endpoint}, and nowhere without one. */
@Configuration(proxyBeanMethods = false)
class TraceWiring {
    private static final String ENDPOINT = "banshi.traces.endpoint";

    /** What traces there are; nothing of OpenTelemetry is loaded where there are none. */
    record Traced(@Nullable Traces traces) implements AutoCloseable {
        /** Work for another thread, which is then known to be of the same request. */
        Runnable carrying(Runnable work) {
            return traces == null ? work : traces.carrying(work);
        }

        @Override
        public void close() {
            if (traces != null) traces.close();
        }
    }

    /**
     * What an operator has set.
     *
     * @throws RuntimeException if a setting is wrong; its root cause says which
     */
    static TraceSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("banshi.traces", TraceSettings.class);
    }

    @Bean
    Traced traced(Environment environment, Clock clock) {
        var settings = settings(environment);
        var endpoint = settings.endpoint();
        return new Traced(endpoint == null ? null : new Traces(endpoint, settings.share(), clock));
    }

    @Bean
    ReplyTraces replyTraces(Traced traced) {
        var traces = traced.traces();
        return traces == null ? ReplyTraces.NONE : traces;
    }

    @Bean
    WebHttpHandlerBuilderCustomizer tracedRequests(Traced traced) {
        return server -> {
            if (traced.traces() != null) traced.traces().watch(server);
        };
    }

    @Bean
    HealthPart traceHealth(Traced traced, Clock clock) {
        var traces = traced.traces();
        var start = clock.instant();
        if (traces == null) {
            var off = new Now("traces", State.OFF, start, null, Map.of());
            return () -> off;
        }
        return () -> {
            var away = traces.awaySince();
            return new Now(
                    "traces",
                    away == null ? State.OK : State.DEGRADED,
                    away == null ? start : away,
                    away == null ? null : "收集端不收，追踪暂时丢失，答复不受影响；请检查 " + ENDPOINT,
                    Map.of("lost", traces.lost()));
        };
    }
}
