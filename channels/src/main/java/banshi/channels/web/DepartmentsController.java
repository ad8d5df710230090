package banshi.channels.web;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Departments;
import banshi.channels.consult.Published;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Which departments experts answer for, for the role 系统 (所属部门接口): {@code /api/staff/v1/departments}. */
@RestController
final class DepartmentsController {
    private final Departments departments;
    private final Published published;
    private final Accounts accounts;
    private final StaffDesk desk;
    private final JsonMapper json;

    DepartmentsController(
            Departments departments, Published published, Accounts accounts, StaffDesk desk, JsonMapper json) {
        this.departments = departments;
        this.published = published;
        this.accounts = accounts;
        this.desk = desk;
        this.json = json;
    }

    /**
     * All of them.
     *
     * @param published those that published matters name
     * @param experts who answers for any
     */
    record All(List<String> published, List<Expert> experts) {}

    /** One account's; it may answer for some that are not published any more. */
    record Expert(String account, List<String> departments) {}

    @GetMapping("/api/staff/v1/departments")
    Mono<Void> all(ServerWebExchange exchange) {
        return desk.work(() -> new All(
                        published.departments(),
                        departments.all().entrySet().stream()
                                .map(one -> new Expert(one.getKey(), one.getValue()))
                                .toList()))
                .flatMap(all -> JsonBody.send(json.writeValueAsBytes(all), HttpStatus.OK, exchange.getResponse()));
    }

    @PutMapping("/api/staff/v1/accounts/{id}/departments")
    Mono<Void> change(@PathVariable("id") String id, ServerWebExchange exchange) {
        return Mono.zip(Staff.account(exchange), JsonBody.of(exchange.getRequest()))
                .flatMap(both -> desk.work(() -> {
                    var account = accounts.find(id)
                            .orElseThrow(() -> Problem.refusal(HttpStatus.NOT_FOUND, "there is no such account"));
                    var fields = new JsonFields(both.getT2());
                    var chosen = fields.words("departments", allowed(id));
                    fields.requireSound();
                    departments.change(Actor.of(both.getT1()), account, chosen);
                    return true;
                }))
                .then(JsonBody.nothing(exchange.getResponse()));
    }

    /** Also those that it has, though they are published no more. */
    private List<String> allowed(String account) {
        return Stream.concat(published.departments().stream(), departments.of(account).stream())
                .distinct()
                .toList();
    }
}
