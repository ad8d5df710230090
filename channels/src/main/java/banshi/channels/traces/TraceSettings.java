package banshi.channels.traces;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator puts under {@code banshi.traces} (追踪设置项).
 *
 * @param endpoint where an OpenTelemetry collector takes traces over HTTP, as {@code http://127.0.0.1:4318/v1/traces}; null for none
 * @param share of the requests that are traced, 0..1; a request that comes with a {@code traceparent} is traced if that says so
 */
public record TraceSettings(
        @Nullable URI endpoint, @DefaultValue("0.1") double share) {
    /** @throws IllegalArgumentException if a setting makes no sense; the message names it */
    public TraceSettings {
        if (endpoint != null
                && (!Set.of("http", "https").contains(String.valueOf(endpoint.getScheme()))
                        || endpoint.getHost() == null))
            throw new IllegalArgumentException(
                    "banshi.traces.endpoint must be an address like http://127.0.0.1:4318/v1/traces, not " + endpoint);
        if (!(share >= 0 && share <= 1))
            throw new IllegalArgumentException("banshi.traces.share must be from 0 to 1, not " + share);
    }
}
