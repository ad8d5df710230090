package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.records.RecordDesk;
import banshi.channels.shift.Mark;
import banshi.channels.shift.ReviewRefusal;
import banshi.channels.shift.Reviews;
import banshi.channels.shift.Reviews.Finding;
import banshi.channels.shift.Reviews.Sheet;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The quality checklist of a call (质检接口): {@code /api/v1/desk/calls/…/checklist}, which its agent reads and supervisors fill in. */
@RestController
final class ChecklistController {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_REMARK = 200;
    private static final int LONGEST_SUMMARY = 500;

    private final Reviews reviews;
    private final RecordDesk desk;
    private final JsonMapper json;

    ChecklistController(Reviews reviews, RecordDesk desk, JsonMapper json) {
        this.reviews = reviews;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping("/api/v1/desk/calls/{callId}/checklist")
    Mono<Void> open(@PathVariable("callId") String callId, ServerWebExchange exchange) {
        return answered(Staff.account(exchange), account -> reviews.open(callId, account), exchange);
    }

    private record Asked(
            int version, List<Finding> findings, @Nullable String remark) {}

    @PutMapping("/api/v1/desk/calls/{callId}/checklist")
    Mono<Void> review(@PathVariable("callId") String callId, ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest(), LARGEST)
                .map(this::asked)
                .flatMap(asked -> answered(
                        Staff.account(exchange),
                        account -> reviews.review(callId, asked.version(), asked.findings(), asked.remark(), account),
                        exchange));
    }

    private Asked asked(byte[] body) {
        var fields = new JsonFields(body);
        int version = fields.number("version", 0, Integer.MAX_VALUE);
        var remark = fields.optionalText("remark", LONGEST_SUMMARY);
        var findings = fields.objects("points").stream()
                .map(point -> new Finding(
                        word(point, "id", reviews.points()),
                        Mark.of(word(point, "mark", Mark.WORDS)),
                        point.optionalText("remark", LONGEST_REMARK)))
                .toList();
        var judged = findings.stream().map(Finding::point).distinct().toList();
        if (judged.size() != findings.size() || !judged.containsAll(reviews.points()))
            fields.refuse("points", "must be all of these, each once: " + reviews.points());
        fields.requireSound();
        return new Asked(version, findings, remark);
    }

    /** The first of them where it is missing or wrong, which is refused. */
    private static String word(JsonFields fields, String name, List<String> allowed) {
        var word = fields.optionalWord(name, allowed);
        if (fields.isAbsent(name)) fields.refuse(name, "is missing; one of " + allowed);
        return word == null || !allowed.contains(word) ? allowed.getFirst() : word;
    }

    /** As it is told; the names are those of the wire. */
    record SheetView(
            String callId,
            int version,
            boolean mayReview,
            @Nullable String reviewer,
            @Nullable Instant reviewedAt,
            @Nullable String remark,
            List<PointView> points) {
        static SheetView of(Sheet sheet) {
            return new SheetView(
                    sheet.callId(),
                    sheet.version(),
                    sheet.mayReview(),
                    sheet.reviewer(),
                    sheet.reviewedAt(),
                    sheet.remark(),
                    sheet.points().stream().map(PointView::of).toList());
        }
    }

    /** A point of it. */
    record PointView(
            String id,
            String name,
            String how,
            @Nullable String mark,
            @Nullable String remark,
            @Nullable AutomaticView automatic) {
        static PointView of(Reviews.Line line) {
            var mark = line.mark();
            var automatic = line.automatic();
            return new PointView(
                    line.id(),
                    line.name(),
                    line.how(),
                    mark == null ? null : mark.word(),
                    line.remark(),
                    automatic == null
                            ? null
                            : new AutomaticView(automatic.mark().word(), automatic.utterances(), automatic.card()));
        }
    }

    /** What the transcript shows by itself. */
    record AutomaticView(
            String mark, List<String> utterances, @Nullable String card) {}

    private Mono<Void> answered(Mono<Account> asking, Function<Account, Sheet> work, ServerWebExchange exchange) {
        return asking.flatMap(account -> desk.work(() -> work.apply(account)))
                .onErrorMap(
                        ReviewRefusal.class,
                        refusal -> Problem.refusal(status(refusal), String.valueOf(refusal.getMessage())))
                .flatMap(sheet -> JsonBody.send(
                        json.writeValueAsBytes(SheetView.of(sheet)), HttpStatus.OK, exchange.getResponse()));
    }

    private static HttpStatus status(ReviewRefusal refusal) {
        return switch (refusal.why()) {
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
        };
    }
}
