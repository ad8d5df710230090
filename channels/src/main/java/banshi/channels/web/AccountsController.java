package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Door;
import banshi.channels.accounts.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** All accounts, for the role 系统 (账号管理接口): {@code /api/staff/v1/accounts}. */
@RestController
final class AccountsController {
    private static final int LONGEST_NAME = 64;

    private final Accounts accounts;
    private final Door door;
    private final StaffDesk desk;
    private final JsonMapper json;

    AccountsController(Accounts accounts, Door door, StaffDesk desk, JsonMapper json) {
        this.accounts = accounts;
        this.door = door;
        this.desk = desk;
        this.json = json;
    }

    /** All of them. */
    record All(List<LogInController.Who> items) {}

    /**
     * One, as it is now.
     *
     * @param password to be handed over, told once; absent where there is no new one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Now(LogInController.Who account, @Nullable String password) {
        static Now of(Account account) {
            return new Now(LogInController.Who.of(account), null);
        }

        static Now of(Accounts.Issued issued) {
            return new Now(LogInController.Who.of(issued.account()), issued.password());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Now[" + account + "]";
        }
    }

    @GetMapping("/api/staff/v1/accounts")
    Mono<Void> all(ServerWebExchange exchange) {
        return desk.work(() -> new All(
                        accounts.all().stream().map(LogInController.Who::of).toList()))
                .flatMap(all -> send(all, HttpStatus.OK, exchange));
    }

    private record Wanted(String name, String displayName, Set<Role> roles) {
        static Wanted in(byte[] body, boolean withName) {
            var fields = new JsonFields(body);
            var name = withName ? fields.text("name", LONGEST_NAME) : "";
            var displayName = fields.text("displayName", LONGEST_NAME);
            var words = fields.words("roles", Role.allWords());
            fields.requireSound();
            return new Wanted(name, displayName, Role.of(words));
        }
    }

    @PostMapping("/api/staff/v1/accounts")
    Mono<Void> add(ServerWebExchange exchange) {
        return Mono.zip(
                        Staff.account(exchange),
                        JsonBody.of(exchange.getRequest()).map(body -> Wanted.in(body, true)))
                .flatMap(both -> desk.work(() -> Now.of(accounts.add(
                        Actor.of(both.getT1()),
                        both.getT2().name(),
                        both.getT2().displayName(),
                        both.getT2().roles()))))
                .flatMap(now -> send(now, HttpStatus.CREATED, exchange));
    }

    @PutMapping("/api/staff/v1/accounts/{id}")
    Mono<Void> change(@PathVariable("id") String id, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(body -> Wanted.in(body, false))
                .flatMap(wanted -> doing(
                        id,
                        (actor, account) ->
                                Now.of(accounts.change(actor, account, wanted.displayName(), wanted.roles())),
                        exchange));
    }

    @PostMapping("/api/staff/v1/accounts/{id}/lock")
    Mono<Void> lock(@PathVariable("id") String id, ServerWebExchange exchange) {
        return doing(id, (actor, account) -> Now.of(accounts.lock(actor, account)), exchange);
    }

    /** Also where failures have locked it. */
    @PostMapping("/api/staff/v1/accounts/{id}/unlock")
    Mono<Void> unlock(@PathVariable("id") String id, ServerWebExchange exchange) {
        return doing(
                id,
                (actor, account) -> {
                    door.forgive(account);
                    return Now.of(accounts.unlock(actor, account));
                },
                exchange);
    }

    @PostMapping("/api/staff/v1/accounts/{id}/reset")
    Mono<Void> reset(@PathVariable("id") String id, ServerWebExchange exchange) {
        return doing(
                id,
                (actor, account) -> {
                    var issued = accounts.reset(actor, account);
                    door.forgive(account);
                    return Now.of(issued);
                },
                exchange);
    }

    private Mono<Void> doing(String id, BiFunction<Actor, Account, Now> deed, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(asking -> desk.work(() -> deed.apply(
                        Actor.of(asking),
                        accounts.find(id)
                                .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "there is no such account")))))
                .flatMap(now -> send(now, HttpStatus.OK, exchange));
    }

    private Mono<Void> send(Object body, HttpStatus status, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), status, exchange.getResponse());
    }
}
