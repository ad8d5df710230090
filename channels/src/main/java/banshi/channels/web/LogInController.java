package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.Door.Outcome;
import banshi.channels.accounts.Present;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** In and out, for staff (登录接口): {@code /api/staff/v1/session}. */
@RestController
final class LogInController {
    /** Of what somebody types into a box. */
    static final int LONGEST = 200;

    private final Door door;
    private final StaffDesk desk;
    private final OidcClient oidc;
    private final JsonMapper json;

    LogInController(Door door, StaffDesk desk, OidcClient oidc, JsonMapper json) {
        this.door = door;
        this.desk = desk;
        this.oidc = oidc;
        this.json = json;
    }

    /**
     * How far somebody is.
     *
     * @param stage {@code none}, {@code code}, {@code password}, {@code enrol} or {@code open}
     * @param provider whether there is an identity provider to log in with
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(String stage, @Nullable Who account, boolean provider) {}

    /** An account, as it is told to itself and to whoever keeps accounts. */
    record Who(
            String id,
            String name,
            String displayName,
            List<String> roles,
            boolean external,
            boolean secondFactor,
            boolean locked) {
        static Who of(Account account) {
            return new Who(
                    account.id(),
                    account.name(),
                    account.displayName(),
                    account.roles().stream().sorted().map(role -> role.word()).toList(),
                    account.external(),
                    account.secondFactor(),
                    account.locked());
        }
    }

    private Standing standing(Present present) {
        return new Standing(present.stage().name().toLowerCase(Locale.ROOT), Who.of(present.account()), oidc.isThere());
    }

    /** How far one is; the first answer brings the cookie that every change has to repeat. */
    @GetMapping("/api/staff/v1/session")
    Mono<Void> standing(ServerWebExchange exchange) {
        Mono<CsrfToken> csrf = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return csrf.then(Staff.present(exchange).map(this::standing))
                .defaultIfEmpty(new Standing("none", null, oidc.isThere()))
                .flatMap(standing -> send(standing, exchange));
    }

    @PostMapping("/api/staff/v1/session")
    Mono<Void> enter(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(body -> {
                    var fields = new JsonFields(body);
                    var shown = new Shown(fields.text("name", LONGEST), fields.text("password", LONGEST));
                    fields.requireSound();
                    return shown;
                })
                .flatMap(shown -> desk.work(() -> door.enter(shown.name(), shown.password(), Staff.address(exchange))))
                .flatMap(outcome -> told(outcome, exchange));
    }

    private record Shown(String name, String password) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    @PostMapping("/api/staff/v1/session/code")
    Mono<Void> showCode(ServerWebExchange exchange) {
        return Mono.zip(Staff.present(exchange), code(exchange))
                .flatMap(both -> desk.work(() -> door.showCode(both.getT1(), both.getT2(), Staff.address(exchange))))
                .flatMap(outcome -> told(outcome, exchange));
    }

    @DeleteMapping("/api/staff/v1/session")
    Mono<Void> leave(ServerWebExchange exchange) {
        return Staff.present(exchange)
                .flatMap(present -> desk.work(() -> {
                    door.leave(present);
                    return true;
                }))
                .then(Mono.fromRunnable(() -> Staff.forget(exchange)))
                .then(JsonBody.nothing(exchange.getResponse()));
    }

    /** Of the device. */
    static Mono<String> code(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest()).map(body -> {
            var fields = new JsonFields(body);
            var code = fields.text("code", LONGEST);
            fields.requireSound();
            return code;
        });
    }

    /** Whoever is in gets his cookie and is told how far he is. */
    Mono<Void> told(Outcome outcome, ServerWebExchange exchange) {
        return switch (outcome) {
            case Outcome.In in -> {
                Staff.keep(in.opened().token(), exchange);
                yield send(standing(in.present()), exchange);
            }
            case Outcome.Refused _ -> Mono.error(Problem.refusal(HttpStatus.UNPROCESSABLE_CONTENT, "账号、口令或动态口令不对"));
            case Outcome.Wait(var time) -> Mono.error(Limits.tooMany("输错的次数太多了，请过一会儿再试", time));
        };
    }

    private Mono<Void> send(Standing standing, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(standing), HttpStatus.OK, exchange.getResponse());
    }
}
