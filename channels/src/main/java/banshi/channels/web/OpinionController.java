package banshi.channels.web;

import banshi.channels.conversation.Conversations;
import banshi.channels.privacy.Pseudonyms;
import banshi.channels.records.Feedback;
import banshi.channels.records.Keeping;
import banshi.channels.records.Ratings;
import banshi.channels.records.RecordDesk;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What citizens think, and what is kept of them (评价与个人数据接口): an opinion on a reply, a rating of the service, everything of a conversation, its
 * erasure. What is answered 2xx is in the database. Whoever knows the name of a conversation is taken for the citizen, so it is never part of an address.
 */
@RestController
final class OpinionController {
    private static final int LONGEST_REMARK = 500;
    private static final int LONGEST_TURN = 64;

    private final Limits limits;
    private final RecordDesk desk;
    private final Feedback feedback;
    private final Ratings ratings;
    private final Keeping keeping;
    private final Conversations conversations;
    private final Messages messages;
    private final Pseudonyms pseudonyms;
    private final JsonMapper json;

    OpinionController(
            Limits limits,
            RecordDesk desk,
            Feedback feedback,
            Ratings ratings,
            Keeping keeping,
            Conversations conversations,
            Messages messages,
            Pseudonyms pseudonyms,
            JsonMapper json) {
        this.limits = limits;
        this.desk = desk;
        this.feedback = feedback;
        this.ratings = ratings;
        this.keeping = keeping;
        this.conversations = conversations;
        this.messages = messages;
        this.pseudonyms = pseudonyms;
        this.json = json;
    }

    @PostMapping("/api/v1/feedback")
    Mono<Void> feedback(ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var conversation = conversation(fields);
            var turn = fields.text("turn", LONGEST_TURN);
            boolean helpful = fields.truth("helpful");
            var reason = fields.optionalWord("reason", Feedback.REASONS);
            var remark = remark(fields);
            fields.requireSound();
            var opinion = new Feedback.Opinion(conversation, turn, helpful, reason, remark);
            return desk.work(() -> feedback.keep(opinion))
                    .flatMap(known -> known
                            ? JsonBody.nothing(exchange.getResponse())
                            : Mono.error(Problem.refusal(HttpStatus.NOT_FOUND, "this conversation has no such turn")));
        });
    }

    @PostMapping("/api/v1/ratings")
    Mono<Void> rate(ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var conversation = conversation(fields);
            int level = fields.number("level", Ratings.WORST, Ratings.BEST);
            var options = fields.words("options", Ratings.INDICATORS);
            var remark = remark(fields);
            fields.requireSound();
            var rating = new Ratings.Rating(conversation, "web", level, options, remark);
            return desk.work(() -> ratings.keep(rating))
                    .flatMap(first -> first
                            ? JsonBody.nothing(exchange.getResponse())
                            : Mono.error(Problem.refusal(HttpStatus.CONFLICT, "this conversation was rated before")));
        });
    }

    @PostMapping("/api/v1/conversations/export")
    Mono<Void> export(ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var conversation = conversation(fields);
            fields.requireSound();
            return desk.work(() -> keeping.export(conversation))
                    .flatMap(kept -> JsonBody.send(
                            json.writeValueAsBytes(new Export(kept)), HttpStatus.OK, exchange.getResponse()));
        });
    }

    @PostMapping("/api/v1/conversations/erase")
    Mono<Void> erase(ServerWebExchange exchange) {
        return body(exchange).flatMap(fields -> {
            var name = name(fields);
            fields.requireSound();
            return desk.work(() -> {
                        conversations.forget(ReplyDesk.web(name));
                        return keeping.erase(pseudonyms.of(ReplyDesk.web(name)));
                    })
                    .then(messages.forget(name))
                    .then(JsonBody.nothing(exchange.getResponse()));
        });
    }

    /** What was sent, if its conversation may send more. */
    private Mono<JsonFields> body(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(JsonFields::new)
                .delayUntil(fields -> limits.require(exchange.getRequest(), name(fields)));
    }

    private static String name(JsonFields fields) {
        return fields.text("conversation", ChatRequest.LONGEST_CONVERSATION);
    }

    /** The pseudonym of the conversation that is named. */
    private String conversation(JsonFields fields) {
        return pseudonyms.of(ReplyDesk.web(name(fields)));
    }

    private static @Nullable String remark(JsonFields fields) {
        var remark = fields.optionalText("comment", LONGEST_REMARK);
        return remark == null ? null : Sayable.masked(remark);
    }

    /** Everything that is kept of a conversation, by what it is. */
    record Export(Map<String, List<Map<String, Object>>> kept) {}
}
