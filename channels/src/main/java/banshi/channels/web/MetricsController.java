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

/** What was counted and how long it took (指标接口): {@code GET /metrics}, as Prometheus reads it. For staff, as it tells how much is asked. */
@RestController
final class MetricsController {
    private static final MediaType FORMAT =
            new MediaType(MediaType.parseMediaType("text/plain;version=0.0.4"), StandardCharsets.UTF_8);

    private final PrometheusMeterRegistry meters;
    private final StaffKey staffKey;

    MetricsController(PrometheusMeterRegistry meters, StaffKey staffKey) {
        this.meters = meters;
        this.staffKey = staffKey;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        staffKey.require(authorization);
        return ResponseEntity.ok()
                .contentType(FORMAT)
                .cacheControl(CacheControl.noStore())
                .body(meters.scrape());
    }
}
