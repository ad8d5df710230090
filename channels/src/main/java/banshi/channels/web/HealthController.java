package banshi.channels.web;

import banshi.channels.web.HealthPart.Now;
import banshi.channels.web.HealthPart.State;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether all is well (健康接口): {@code GET /api/v1/health}. What to check and what was counted is told to staff only, for it names
 * addresses and tells how much is asked.
 */
@RestController
final class HealthController {
    private final ObjectProvider<HealthPart> parts;
    private final StaffKey staffKey;

    HealthController(ObjectProvider<HealthPart> parts, StaffKey staffKey) {
        this.parts = parts;
        this.staffKey = staffKey;
    }

    @GetMapping("/api/v1/health")
    ResponseEntity<Health> health(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        boolean staff = staffKey.isShownIn(authorization);
        var now = parts.stream()
                .map(HealthPart::now)
                .map(p -> staff ? p : new Now(p.name(), p.state(), p.since(), null, Map.of()))
                .sorted(Comparator.comparing(Now::name))
                .toList();
        var worst = now.stream().anyMatch(p -> p.state() == State.DEGRADED) ? State.DEGRADED : State.OK;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(new Health(worst, now));
    }

    /** Whether the process lives: it does if it answers. */
    @GetMapping("/api/v1/health/live")
    ResponseEntity<Alive> live() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Alive.UP);
    }

    /** Whether it may be asked: it listens only after the knowledge has come, and no more once it is told to stop. */
    @GetMapping("/api/v1/health/ready")
    ResponseEntity<Alive> ready() {
        return live();
    }

    /** What probes are told. */
    record Alive(String status) {
        static final Alive UP = new Alive("up");
    }

    /** As the contract has it. */
    record Health(State status, List<Now> parts) {}
}
