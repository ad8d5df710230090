package banshi.channels.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What was counted and how long it took (指标接口): {@code GET /metrics}, as Prometheus reads it. With a key for it, as it tells how much is asked. */
@RestController
final class MetricsController {
    private static final MediaType FORMAT =
            new MediaType(MediaType.parseMediaType("text/plain;version=0.0.4"), StandardCharsets.UTF_8);

    private final PrometheusMeterRegistry meters;
    private final ApiKeys keys;

    MetricsController(PrometheusMeterRegistry meters, ApiKeys keys) {
        this.meters = meters;
        this.keys = keys;
    }

    @GetMapping("/metrics")
    Mono<ResponseEntity<String>> metrics(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return keys.require(authorization, OpenSettings.Scope.OPERATIONS)
                .map(_ -> ResponseEntity.ok()
                        .contentType(FORMAT)
                        .cacheControl(CacheControl.noStore())
                        .body(meters.scrape()));
    }
}
