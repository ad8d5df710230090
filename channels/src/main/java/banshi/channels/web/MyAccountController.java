package banshi.channels.web;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.Present;
import banshi.channels.accounts.Sessions;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** One's own password, device and sessions (我的账号接口): {@code /api/staff/v1/me}. */
@RestController
final class MyAccountController {
    private static final String ISSUER = "办事";

    private final Door door;
    private final Accounts accounts;
    private final Sessions sessions;
    private final StaffDesk desk;
    private final LogInController logIn;
    private final JsonMapper json;

    MyAccountController(
            Door door, Accounts accounts, Sessions sessions, StaffDesk desk, LogInController logIn, JsonMapper json) {
        this.door = door;
        this.accounts = accounts;
        this.sessions = sessions;
        this.desk = desk;
        this.logIn = logIn;
        this.json = json;
    }

    /** A code of the device comes first, where there is one: whoever has only the password changes nothing. */
    private static Mono<Present> beyondCode(ServerWebExchange exchange) {
        return Staff.present(exchange)
                .flatMap(present -> present.stage() == Present.Stage.CODE
                        ? Mono.error(Problem.refusal(HttpStatus.FORBIDDEN, "请先输入动态口令"))
                        : Mono.just(present));
    }

    @PutMapping("/api/staff/v1/me/password")
    Mono<Void> choosePassword(ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present -> JsonBody.of(exchange.getRequest()).flatMap(body -> {
                    var fields = new JsonFields(body);
                    var old = fields.text("old", LogInController.LONGEST);
                    var chosen = fields.text("chosen", LogInController.LONGEST);
                    fields.requireSound();
                    return desk.work(() -> door.choosePassword(present, old, chosen, Staff.address(exchange)));
                }))
                .flatMap(outcome -> logIn.told(outcome, exchange));
    }

    /** A secret for a device; it counts once the device has shown a code. */
    @PostMapping("/api/staff/v1/me/device")
    Mono<Void> enrol(ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present -> desk.work(() -> accounts.enrol(present.account(), ISSUER)))
                .flatMap(enrolment -> send(enrolment, exchange));
    }

    @PostMapping("/api/staff/v1/me/device/confirm")
    Mono<Void> confirm(ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present ->
                        LogInController.code(exchange).flatMap(code -> desk.work(() -> door.confirm(present, code))))
                .flatMap(enrolled -> {
                    if (enrolled.isEmpty())
                        return Mono.error(Problem.refusal(HttpStatus.UNPROCESSABLE_CONTENT, "动态口令不对，请看手机上现在的六位数"));
                    Staff.keep(enrolled.get().in().opened().token(), exchange);
                    return send(new RecoveryCodes(enrolled.get().recoveryCodes()), exchange);
                });
    }

    /** Told once. */
    record RecoveryCodes(List<String> recoveryCodes) {}

    @PostMapping("/api/staff/v1/me/device/remove")
    Mono<Void> drop(ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present -> LogInController.code(exchange)
                        .flatMap(
                                code -> desk.work(() -> door.dropSecondFactor(present, code, Staff.address(exchange)))))
                .flatMap(outcome -> logIn.told(outcome, exchange));
    }

    @GetMapping("/api/staff/v1/me/sessions")
    Mono<Void> sessions(ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present -> desk.work(() -> new Opens(sessions.of(present.account()).stream()
                        .map(one -> new Open(
                                one.id(),
                                one.openedAt(),
                                one.seenAt(),
                                one.id().equals(present.session().id())))
                        .toList())))
                .flatMap(opens -> send(opens, exchange));
    }

    record Opens(List<Open> items) {}

    /** One that is open. */
    record Open(String id, Instant openedAt, Instant seenAt, boolean here) {}

    @DeleteMapping("/api/staff/v1/me/sessions/{id}")
    Mono<Void> end(@PathVariable("id") String id, ServerWebExchange exchange) {
        return beyondCode(exchange)
                .flatMap(present -> desk.work(() -> door.end(present, id)))
                .flatMap(ended -> ended
                        ? JsonBody.nothing(exchange.getResponse())
                        : Mono.error(Problem.refusal(HttpStatus.NOT_FOUND, "there is no such session")));
    }

    private Mono<Void> send(Object body, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse());
    }
}
