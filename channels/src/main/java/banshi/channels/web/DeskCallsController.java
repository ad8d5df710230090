package banshi.channels.web;

import banshi.channels.hotline.DeskWork;
import banshi.channels.notice.NoticeRefusal;
import banshi.channels.records.RecordDesk;
import banshi.channels.shift.CallFilter;
import banshi.channels.shift.CallLog;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final DeskTickets tickets;
    private final DeskWork work;
    private final CallLog log;
    private final RecordDesk desk;
    private final JsonMapper json;

    DeskCallsController(DeskTickets tickets, DeskWork work, CallLog log, RecordDesk desk, JsonMapper json) {
        this.tickets = tickets;
        this.work = work;
        this.log = log;
        this.desk = desk;
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

    record Listing(List<CallLog.Row> items, List<CallLog.Agent> agents) {}

    @GetMapping("/api/v1/desk/calls")
    Mono<Void> list(
            @RequestParam(name = "agent", required = false) @Nullable String agent,
            @RequestParam(name = "day", required = false) @Nullable String day,
            @RequestParam(name = "unanswered", defaultValue = "false") String unanswered,
            @RequestParam(name = "reviewed", required = false) @Nullable String reviewed,
            @RequestParam(name = "before", required = false) @Nullable String before,
            ServerWebExchange exchange) {
        var filter = new CallFilter(
                id("agent", agent),
                day == null ? null : day(day),
                yes("unanswered", unanswered),
                reviewed == null ? null : yes("reviewed", reviewed),
                id("before", before));
        return Staff.account(exchange)
                .flatMap(account -> desk.work(() -> new Listing(log.list(filter, account), log.agents(account))))
                .flatMap(listing -> send(listing, exchange));
    }

    private static @Nullable String id(String name, @Nullable String value) {
        if (value == null || ID.matcher(value).matches()) return value;
        throw new BadInput(name, "must have 1 to 64 of A-Za-z0-9._:-");
    }

    private static boolean yes(String name, String value) {
        if (YES_OR_NO.contains(value)) return Boolean.parseBoolean(value);
        throw new BadInput(name, "must be one of " + YES_OR_NO);
    }

    private static LocalDate day(String value) {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new BadInput("day", "must be a day, as 2026-11-23");
        }
    }

    /** A call, with the number of the work order that was made of it. */
    record Looked(
            @JsonUnwrapped DeskWork.Seen seen, @Nullable String orderNo) {}

    @GetMapping("/api/v1/desk/calls/{callId}")
    Mono<Void> look(@PathVariable("callId") String callId, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .flatMap(account -> work.look(account, callId, Staff.site(exchange)))
                .switchIfEmpty(Mono.error(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这通电话，或者不是您接的；请刷新列表")))
                .flatMap(seen ->
                        desk.work(() -> new Looked(seen, log.order(callId).orElse(null))))
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
