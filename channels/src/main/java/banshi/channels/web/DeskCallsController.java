package banshi.channels.web;

import banshi.channels.hotline.DeskWork;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Calls as agents and supervisors look at them (坐席通话接口): {@code /api/v1/desk/calls}, and the ticket for {@link DeskSocket}. */
@RestController
final class DeskCallsController {
    private final DeskTickets tickets;
    private final DeskWork work;
    private final JsonMapper json;

    DeskCallsController(DeskTickets tickets, DeskWork work, JsonMapper json) {
        this.tickets = tickets;
        this.work = work;
        this.json = json;
    }

    /** With which a line is opened. */
    record Ticket(String ticket, long expiresIn) {}

    @PostMapping("/api/v1/desk/ticket")
    Mono<Void> ticket(ServerWebExchange exchange) {
        return Staff.present(exchange)
                .flatMap(present -> Mono.justOrEmpty(Staff.token(exchange))
                        .map(token -> new Ticket(
                                tickets.issue(new DeskTickets.Holder(present, token)),
                                DeskTickets.GOOD_FOR.toSeconds())))
                .flatMap(ticket -> send(ticket, exchange));
    }

    record Listing(List<DeskWork.Listed> items) {}

    @GetMapping("/api/v1/desk/calls")
    Mono<Void> list(ServerWebExchange exchange) {
        return Staff.account(exchange).flatMap(work::list).flatMap(calls -> send(new Listing(calls), exchange));
    }

    @GetMapping("/api/v1/desk/calls/{callId}")
    Mono<Void> look(@PathVariable("callId") String callId, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> work.look(account, callId))
                .switchIfEmpty(Mono.error(() -> Problem.refusal(HttpStatus.NOT_FOUND, "there is no such call for you")))
                .flatMap(seen -> send(seen, exchange));
    }

    private Mono<Void> send(Object body, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse());
    }
}
