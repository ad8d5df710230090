package banshi.channels.web;

import banshi.channels.web.HealthReport.Part;
import banshi.channels.web.HealthReport.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Whether all is well (健康接口): {@code GET /api/v1/health}. What to check is told to staff only, for it names addresses. */
@RestController
final class HealthController {
    private final HealthReport report;
    private final StaffKey staffKey;

    HealthController(HealthReport report, StaffKey staffKey) {
        this.report = report;
        this.staffKey = staffKey;
    }

    @GetMapping("/api/v1/health")
    ResponseEntity<Health> health(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        boolean staff = staffKey.isShownIn(authorization);
        var parts = report.parts().stream()
                .map(p -> staff ? p : new Part(p.name(), p.state(), p.since(), null))
                .toList();
        var worst = parts.stream().anyMatch(p -> p.state() == State.DEGRADED) ? State.DEGRADED : State.OK;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(new Health(worst, parts));
    }

    /** As the contract has it. */
    record Health(State status, List<Part> parts) {}
}
