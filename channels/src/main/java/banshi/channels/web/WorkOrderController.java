package banshi.channels.web;

import banshi.assistant.hotline.AppealType;
import banshi.assistant.release.Directory;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.orders.Duplicate;
import banshi.channels.orders.NewOrder;
import banshi.channels.orders.OrderExport;
import banshi.channels.orders.OrderFilter;
import banshi.channels.orders.OrderJson;
import banshi.channels.orders.OrderMove;
import banshi.channels.orders.OrderRefusal;
import banshi.channels.orders.OrderState;
import banshi.channels.orders.OrderStep;
import banshi.channels.orders.Urgency;
import banshi.channels.orders.WorkOrder;
import banshi.channels.orders.WorkOrders;
import banshi.channels.records.Ratings;
import banshi.channels.records.RecordDesk;
import banshi.corpus.Matter;
import banshi.corpus.MatterId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Work orders, for agents and who leads the shift (工单接口): {@code /api/v1/desk/orders}. */
@RestController
final class WorkOrderController {
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_LISTED = 200;
    private static final int LONGEST_NAME = 32;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_CONTENT = 4_000;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_REASON = 500;
    private static final int MOST_KNOWLEDGE = 20;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final Pattern CALL = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern ORDER = Pattern.compile("GD[0-9]{8}-[0-9]{6,8}");
    private static final Pattern EXPORT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern MATTER = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final Pattern PHONE = Pattern.compile("[0-9][0-9*-]{4,19}");
    private static final List<String> SOURCES = List.of("phone", "web", "wechat", "window");
    private static final List<String> SUMMARIES = List.of("draft", "edited", "agent");
    private static final List<String> DUE = List.of("overdue", "soon");
    private static final List<String> TYPES =
            Arrays.stream(AppealType.values()).map(AppealType::word).toList();

    private final WorkOrders orders;
    private final OrderExport export;
    private final Accounts accounts;
    private final Directory directory;
    private final RecordDesk desk;
    private final JsonMapper json;
    private final Clock clock;

    WorkOrderController(
            WorkOrders orders,
            OrderExport export,
            Accounts accounts,
            Directory directory,
            RecordDesk desk,
            JsonMapper json,
            Clock clock) {
        this.orders = orders;
        this.export = export;
        this.accounts = accounts;
        this.directory = directory;
        this.desk = desk;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/api/v1/desk/orders")
    Mono<Void> list(
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "mine", defaultValue = "false") String mine,
            @RequestParam(name = "due", required = false) @Nullable String due,
            @RequestParam(name = "matter", required = false) @Nullable String matter,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "before", required = false) @Nullable String before,
            @RequestParam(name = "limit", defaultValue = "50") String limit,
            ServerWebExchange exchange) {
        requireWord("state", state, OrderState.WORDS);
        requireWord("due", due, DUE);
        requireWord("mine", mine, List.of("true", "false"));
        if (matter != null && !MATTER.matcher(matter).matches())
            throw new BadInput("matter", "must be the id of a matter");
        if (before != null && !ORDER.matcher(before).matches())
            throw new BadInput("before", "must be an order's number");
        if (text != null && !Sayable.is(text, LONGEST_LINE))
            throw new BadInput("text", "must have 1 to " + LONGEST_LINE + " characters, one of them visible");
        if (due != null && before != null) throw new BadInput("before", "must not be there where due is");
        var filter = new OrderFilter(
                state == null ? null : OrderState.valueOf(state.toUpperCase(Locale.ROOT)),
                Boolean.parseBoolean(mine),
                due == null ? null : OrderFilter.Due.valueOf(due.toUpperCase(Locale.ROOT)),
                matter,
                text == null ? null : text.strip().replace("\0", ""),
                before,
                most(limit));
        return answered(exchange, account -> {
            var names = new Names(account);
            var items = json.createObjectNode();
            all(items.putArray("items"), orders.list(filter, account), names);
            return items;
        });
    }

    private static void requireWord(String name, @Nullable String value, List<String> allowed) {
        if (value != null && !allowed.contains(value)) throw new BadInput(name, "must be one of " + allowed);
    }

    private static int most(String limit) {
        if (limit.matches("[0-9]{1,3}")) {
            int most = Integer.parseInt(limit);
            if (most >= 1 && most <= MOST_LISTED) return most;
        }
        throw new BadInput("limit", "must be a whole number, 1 to " + MOST_LISTED);
    }

    @PostMapping("/api/v1/desk/orders")
    Mono<Void> create(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), LARGEST)
                .map(WorkOrderController::confirmed)
                .zipWith(Staff.account(exchange))
                .flatMap(asked -> done(() -> {
                    var made = orders.create(asked.getT1(), asked.getT2());
                    return new Told(
                            made.isNew() ? HttpStatus.CREATED : HttpStatus.OK, opened(made.order(), asked.getT2()));
                }))
                .flatMap(told -> send(told.status(), told.json(), exchange));
    }

    private record Told(HttpStatus status, ObjectNode json) {}

    private static NewOrder confirmed(byte[] body) {
        var fields = new JsonFields(body);
        var draft = fields.object("draft");
        if (draft == null) {
            fields.requireSound();
            throw new BadInput("draft", "is missing");
        }
        var type = draft.optionalWord("type", TYPES);
        if (draft.isAbsent("type")) draft.refuse("type", "is missing; one of " + TYPES);
        var order = new NewOrder(
                word(fields, "source", SOURCES, "phone"),
                fields.optionalMatch("callId", CALL, "must have 1 to 64 of A-Za-z0-9._:-"),
                fields.optionalText("callerName", LONGEST_NAME),
                fields.optionalMatch("callerPhone", PHONE, "must be a telephone number, or one that is masked"),
                truth(fields, "confidential", false),
                type == null || !TYPES.contains(type)
                        ? AppealType.OTHER
                        : AppealType.valueOf(type.toUpperCase(Locale.ROOT)),
                fields.optionalMatch("topicCode", CODE, "must have 1 to 64 of A-Za-z0-9._-"),
                draft.optionalMatch("matter", MATTER, "must be the id of a matter"),
                draft.text("title", LONGEST_TITLE),
                draft.text("content", LONGEST_CONTENT),
                draft.optionalText("address", LONGEST_LINE),
                draft.optionalRegion("district"),
                time(fields, "incidentTime"),
                Urgency.of(word(fields, "urgency", Urgency.WORDS, Urgency.NORMAL.word())),
                fields.optionalText("relatedParty", LONGEST_LINE),
                draft.optionalText("department", LONGEST_TITLE),
                fields.optionalText("coDept", LONGEST_TITLE),
                fields.optionalText("answerGiven", LONGEST_CONTENT),
                knowledge(fields),
                word(fields, "summarySource", SUMMARIES, "agent"),
                truth(draft, "acceptable", true),
                truth(fields, "answeredAtOnce", false));
        fields.requireSound();
        return order;
    }

    /** The usual one where there is none, or it is wrong. */
    private static String word(JsonFields fields, String name, List<String> allowed, String usual) {
        var word = fields.optionalWord(name, allowed);
        return word == null || !allowed.contains(word) ? usual : word;
    }

    private static boolean truth(JsonFields fields, String name, boolean usual) {
        return fields.isAbsent(name) ? usual : fields.truth(name);
    }

    private static @Nullable Instant time(JsonFields fields, String name) {
        var text = fields.optionalText(name, 40);
        if (text == null) return null;
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) return time.toInstant();
        } catch (DateTimeException e) {
            // likewise
        }
        fields.refuse(name, "must be a date and time with an offset, as 2026-03-02T09:30:00+08:00");
        return null;
    }

    private static List<String> knowledge(JsonFields fields) {
        if (fields.isAbsent("knowledgeIds")) return List.of();
        var list = fields.tree().path("knowledgeIds");
        var ids = list.valueStream()
                .map(id -> id.isString() ? id.stringValue() : "")
                .toList();
        if (list.isArray()
                && ids.size() <= MOST_KNOWLEDGE
                && ids.stream().allMatch(id -> CODE.matcher(id).matches())) return ids;
        fields.refuse("knowledgeIds", "must be a list of at most " + MOST_KNOWLEDGE + " ids");
        return List.of();
    }

    @GetMapping("/api/v1/desk/orders/{orderNo}")
    Mono<Void> open(@PathVariable("orderNo") String orderNo, ServerWebExchange exchange) {
        requireNumber(orderNo);
        return answered(exchange, account -> opened(orders.open(orderNo, account), account));
    }

    @PostMapping("/api/v1/desk/orders/{orderNo}/steps")
    Mono<Void> step(@PathVariable("orderNo") String orderNo, ServerWebExchange exchange) {
        requireNumber(orderNo);
        return changed(exchange, fields -> {
            var move = fields.optionalWord("step", OrderMove.STEPS);
            if (fields.isAbsent("step")) fields.refuse("step", "is missing; one of " + OrderMove.STEPS);
            var reason = fields.optionalText("reason", LONGEST_REASON);
            var department = fields.optionalText("department", LONGEST_TITLE);
            var result = fields.optionalText("result", LONGEST_CONTENT);
            var due = time(fields, "dueAt");
            int version = version(fields);
            fields.requireSound();
            var step =
                    new WorkOrders.Step(version, OrderMove.of(String.valueOf(move)), reason, department, result, due);
            return account -> orders.step(orderNo, step, account);
        });
    }

    @PutMapping("/api/v1/desk/orders/{orderNo}/duplicate")
    Mono<Void> link(@PathVariable("orderNo") String orderNo, ServerWebExchange exchange) {
        requireNumber(orderNo);
        return changed(exchange, fields -> {
            var other = fields.optionalMatch("of", ORDER, "must be an order's number, or null");
            if (!fields.names().contains("of")) fields.refuse("of", "is missing; an order's number, or null");
            int version = version(fields);
            fields.requireSound();
            return account -> orders.link(orderNo, version, other, account);
        });
    }

    @PostMapping("/api/v1/desk/orders/{orderNo}/revisit")
    Mono<Void> rate(@PathVariable("orderNo") String orderNo, ServerWebExchange exchange) {
        requireNumber(orderNo);
        return changed(exchange, fields -> {
            int satisfaction = fields.number("satisfaction", Ratings.WORST, Ratings.BEST);
            var words = fields.optionalText("words", LONGEST_REASON);
            int version = version(fields);
            fields.requireSound();
            return account ->
                    orders.rate(orderNo, version, satisfaction, words, account).order();
        });
    }

    private static void requireNumber(String orderNo) {
        if (!ORDER.matcher(orderNo).matches())
            throw Problem.refusal(HttpStatus.NOT_FOUND, "工单编号不对，应该像 GD20260302-000123；请核对编号");
    }

    private static int version(JsonFields fields) {
        return fields.number("version", 1, Integer.MAX_VALUE);
    }

    /** Many calls about one matter, for who leads the shift. */
    @GetMapping("/api/v1/desk/orders/bursts")
    Mono<Void> bursts(ServerWebExchange exchange) {
        return answered(exchange, account -> {
            var names = new Names(account);
            var told = json.createObjectNode();
            var items = told.putArray("items");
            for (var burst : orders.bursts()) {
                var item = items.addObject();
                item.put("matter", burst.item());
                item.put("matterName", names.matter(burst.item()));
                item.put("district", burst.district());
                item.put("orders", burst.orders());
                item.put("lastAt", burst.lastAt().toString());
            }
            return told;
        });
    }

    /** What could not be sent. */
    @GetMapping("/api/v1/desk/orders/exports")
    Mono<Void> exports(ServerWebExchange exchange) {
        return answered(exchange, _ -> {
            var told = json.createObjectNode();
            told.put("on", export.isOn());
            var items = told.putArray("items");
            for (var dead : export.dead()) {
                var item = items.addObject();
                item.put("id", dead.id());
                item.put("orderNo", dead.orderNo());
                item.put("seq", dead.seq());
                item.put("tries", dead.tries());
                item.put("writtenAt", dead.writtenAt().toString());
                item.put("failure", dead.failure());
                item.put("behind", dead.behind());
            }
            return told;
        });
    }

    @PostMapping("/api/v1/desk/orders/exports/{id}/retry")
    Mono<Void> retry(@PathVariable("id") String id, ServerWebExchange exchange) {
        return Staff.account(exchange)
                .filter(_ -> EXPORT.matcher(id).matches())
                .flatMap(account -> desk.work(() -> export.retry(id, account)))
                .filter(again -> again)
                .switchIfEmpty(Mono.error(() -> Problem.refusal(HttpStatus.NOT_FOUND, "没有这一条，可能已经重新发送；请刷新列表")))
                .then(JsonBody.nothing(exchange.getResponse()));
    }

    /** One with all that whoever looks at it should know. */
    private ObjectNode opened(WorkOrder order, Account account) {
        var names = new Names(account);
        var told = json.createObjectNode();
        told.set("order", one(order, names));
        var steps = told.putArray("steps");
        orders.steps(order).forEach(step -> steps.add(step(step, names)));
        var moves = told.putArray("moves");
        OrderMove.possible(order.state(), account.roles()).forEach(move -> {
            var item = moves.addObject();
            item.put("step", move.word());
            item.put("name", move.chinese());
            item.put("needs", move.need().word());
        });
        var duplicates = told.putArray("duplicates");
        orders.duplicates(order, account).forEach(duplicate -> duplicates.add(likely(duplicate, names)));
        all(told.putArray("linked"), orders.linked(order, account), names);
        var reopened = orders.reopened(order);
        told.put("reopened", reopened == null ? null : reopened.orderNo());
        return told;
    }

    private void all(ArrayNode items, List<WorkOrder> found, Names names) {
        found.forEach(order -> items.add(one(order, names)));
    }

    private ObjectNode one(WorkOrder order, Names names) {
        var told = OrderJson.of(order);
        told.put("agentName", names.account(order.agentId()));
        told.put("itemName", order.itemCode() == null ? null : names.matter(order.itemCode()));
        told.put("overdue", order.isOverdueAt(clock.instant()));
        told.put("mine", order.agentId().equals(names.asking.id()));
        return told;
    }

    private static ObjectNode step(OrderStep step, Names names) {
        var told = OrderJson.of(step);
        told.put("byName", names.account(step.account()));
        return told;
    }

    private ObjectNode likely(Duplicate duplicate, Names names) {
        var told = json.createObjectNode();
        told.set("order", one(duplicate.order(), names));
        told.put("score", Math.round(duplicate.score() * 100) / 100.0);
        var reasons = told.putArray("reasons");
        duplicate.reasons().forEach(reasons::add);
        return told;
    }

    /** Of accounts and matters, each looked up once. */
    private final class Names {
        private final Account asking;
        private final Map<String, String> known = new HashMap<>();

        Names(Account asking) {
            this.asking = asking;
        }

        @Nullable
        String account(String id) {
            return known.computeIfAbsent(
                    "account " + id,
                    _ -> accounts.find(id).map(Account::displayName).orElse(null));
        }

        @Nullable
        String matter(String id) {
            return known.computeIfAbsent(
                    "matter " + id,
                    _ -> directory.matter(new MatterId(id)).map(Matter::name).orElse(null));
        }
    }

    private Mono<Void> answered(ServerWebExchange exchange, Function<Account, ObjectNode> work) {
        return Staff.account(exchange)
                .flatMap(account -> done(() -> work.apply(account)))
                .flatMap(told -> send(HttpStatus.OK, told, exchange));
    }

    private Mono<Void> changed(ServerWebExchange exchange, Function<JsonFields, Function<Account, WorkOrder>> reading) {
        return JsonBody.of(exchange.getRequest(), LARGEST)
                .map(body -> reading.apply(new JsonFields(body)))
                .zipWith(Staff.account(exchange))
                .flatMap(asked -> done(() -> opened(asked.getT1().apply(asked.getT2()), asked.getT2())))
                .flatMap(told -> send(HttpStatus.OK, told, exchange));
    }

    private <T> Mono<T> done(Supplier<T> work) {
        return desk.work(work)
                .onErrorMap(
                        OrderRefusal.class,
                        refusal -> Problem.refusal(status(refusal), String.valueOf(refusal.getMessage())));
    }

    private static HttpStatus status(OrderRefusal refusal) {
        return switch (refusal.why()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case NOT_ACCEPTED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case INCOMPLETE -> HttpStatus.BAD_REQUEST;
        };
    }

    private static Mono<Void> send(HttpStatus status, ObjectNode told, ServerWebExchange exchange) {
        return JsonBody.send(JsonMapper.shared().writeValueAsBytes(told), status, exchange.getResponse());
    }
}
