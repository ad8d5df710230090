package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.channels.accounts.Actor;
import banshi.channels.audit.AuditCheck;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditEvent;
import banshi.channels.audit.AuditLog;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What members of staff did, for the role 审计 (审计接口): {@code /api/staff/v1/audit}. */
@RestController
final class AuditController {
    private static final int PAGE = 50;
    private static final int EXPORTED_AT_ONCE = 1_000;

    private final AuditLog audit;
    private final StaffDesk desk;
    private final JsonMapper json;

    AuditController(AuditLog audit, StaffDesk desk, JsonMapper json) {
        this.audit = audit;
        this.desk = desk;
        this.json = json;
    }

    /** A row, as people read it. */
    record Row(long seq, Instant at, String account, String role, String type, String object, String result) {
        static Row of(AuditEntry entry) {
            return new Row(
                    entry.seq(),
                    entry.at(),
                    entry.account(),
                    entry.role(),
                    entry.type(),
                    entry.object(),
                    entry.result());
        }

        String line() {
            return String.join(
                            ",",
                            String.valueOf(seq),
                            at.toString(),
                            account,
                            role.replace(',', ' '),
                            type,
                            object,
                            result)
                    + "\n";
        }
    }

    record Rows(List<Row> items) {}

    /** The newest first. */
    @GetMapping("/api/staff/v1/audit")
    Mono<Void> rows(
            @RequestParam(name = "before", required = false) @Nullable Long before, ServerWebExchange exchange) {
        return desk.work(() -> new Rows(audit.last(before == null ? Long.MAX_VALUE : before, PAGE).stream()
                        .map(Row::of)
                        .toList()))
                .flatMap(rows -> send(rows, exchange));
    }

    /**
     * Whether it is as it was written.
     *
     * @param row the first that is wrong; 0 for the note of where it begins and ends
     * @param fault {@code changed}, {@code removed}, {@code inserted}, {@code reordered} or {@code head}
     * @param end the hash of the last row, where all is well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Checked(
            boolean intact,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String end,
            @Nullable Long row,
            @Nullable String fault) {
        static Checked of(AuditCheck check) {
            return switch (check) {
                case AuditCheck.Intact(var from, var to, var end) -> new Checked(true, from, to, end, null, null);
                case AuditCheck.Broken(var row, var fault) ->
                    new Checked(false, null, null, null, row, fault.name().toLowerCase(Locale.ROOT));
            };
        }
    }

    @GetMapping("/api/staff/v1/audit/check")
    Mono<Void> check(ServerWebExchange exchange) {
        return desk.work(() -> Checked.of(audit.verify())).flatMap(checked -> send(checked, exchange));
    }

    /** All of it as a table; that is written down, too. */
    @PostMapping("/api/staff/v1/audit/export")
    Mono<Void> export(ServerWebExchange exchange) {
        var response = exchange.getResponse();
        return Staff.account(exchange)
                .flatMap(account ->
                        desk.work(() -> audit.write(Actor.of(account).did(AuditEvent.Type.EXPORT, "audit:all"))))
                .flatMap(_ -> {
                    response.getHeaders().setContentType(new MediaType("text", "csv", UTF_8));
                    response.getHeaders().setCacheControl(CacheControl.noStore());
                    response.getHeaders().set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
                    return response.writeWith(
                            lines().map(text -> response.bufferFactory().wrap(text.getBytes(UTF_8))));
                });
    }

    private Flux<String> lines() {
        return page(0).expand(page ->
                        page.isEmpty() ? Mono.empty() : page(page.getLast().seq()))
                .map(page -> String.join(
                        "", page.stream().map(Row::of).map(Row::line).toList()))
                .startWith("\uFEFFseq,at,account,role,type,object,result\n");
    }

    private Mono<List<AuditEntry>> page(long after) {
        return desk.work(() -> audit.after(after, EXPORTED_AT_ONCE));
    }

    private Mono<Void> send(Object body, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), HttpStatus.OK, exchange.getResponse());
    }
}
