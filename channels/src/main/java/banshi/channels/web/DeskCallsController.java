package banshi.channels.web;

import banshi.channels.hotline.DeskWork;
import banshi.channels.notice.NoticeRefusal;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern CARD = Pattern.compile("s[1-9][0-9]{0,8}");
    private static final Pattern MATTER = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final List<String> WAYS = List.of("link", "sms");

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
                .flatMap(account -> work.look(account, callId, Staff.site(exchange)))
                .switchIfEmpty(Mono.error(() -> Problem.refusal(HttpStatus.NOT_FOUND, "there is no such call for you")))
                .flatMap(seen -> send(seen, exchange));
    }

    @PostMapping("/api/v1/desk/calls/{callId}/notice")
    Mono<Void> notice(@PathVariable("callId") String callId, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(DeskCallsController::push)
                .zipWith(Staff.account(exchange))
                .flatMap(asked -> work.push(asked.getT2(), callId, asked.getT1(), Staff.site(exchange)))
                .onErrorMap(
                        NoticeRefusal.class,
                        refusal -> Problem.refusal(status(refusal), String.valueOf(refusal.getMessage())))
                .flatMap(notice -> send(notice, exchange));
    }

    private static DeskWork.Push push(byte[] body) {
        var fields = new JsonFields(body);
        var card = fields.optionalMatch("card", CARD, "must be the id of a card");
        var matter = fields.optionalMatch("matter", MATTER, "must be the id of a matter");
        if (fields.isAbsent("card") == fields.isAbsent("matter"))
            fields.refuse("card", "either a card or a matter must be there");
        var by = fields.optionalWord("by", WAYS);
        fields.requireSound();
        return new DeskWork.Push(card, matter, "sms".equals(by));
    }

    private static HttpStatus status(NoticeRefusal refusal) {
        return switch (refusal.why()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case TOO_LATE -> HttpStatus.CONFLICT;
            case IMPOSSIBLE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private Mono<Void> send(Object body, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse());
    }
}
