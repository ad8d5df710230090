package banshi.channels.web;

import banshi.channels.accounts.Role;
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
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Whether all is well (健康接口): {@code GET /api/v1/health}. What to check and what was counted is told to those only who look after it, for it names
 * addresses and tells how much is asked.
 */
@RestController
final class HealthController {
    private final ObjectProvider<HealthPart> parts;
    private final ApiKeys keys;

    HealthController(ObjectProvider<HealthPart> parts, ApiKeys keys) {
        this.parts = parts;
        this.keys = keys;
    }

    @GetMapping("/api/v1/health")
    Mono<ResponseEntity<Health>> health(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerWebExchange exchange) {
        return looksAfterIt(authorization, exchange).map(this::told);
    }

    /** A program with a key for it, or somebody of the role 系统. */
    private Mono<Boolean> looksAfterIt(@Nullable String authorization, ServerWebExchange exchange) {
        if (authorization == null) return Staff.is(exchange, Role.SYSTEM);
        return keys.require(authorization, OpenSettings.Scope.OPERATIONS)
                .map(_ -> true)
                .onErrorReturn(ErrorResponseException.class, false);
    }

    private ResponseEntity<Health> told(boolean staff) {
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
