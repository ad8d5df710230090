package banshi.channels.web;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import banshi.channels.conversation.Answered;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The assistant as a model of OpenAI's protocol (OpenAI 兼容接口): {@code POST /v1/chat/completions}, {@code GET /v1/models}. Nothing is kept: what users
 * have said before stands in every request and is read again, which costs as much as a conversation of that length.
 */
@RestController
final class OpenAiController {
    /** The only model there is. */
    static final String MODEL = "banshi";

    private static final byte[] DONE = EventStream.data("[DONE]");

    private final ApiKeys keys;
    private final Assistant assistant;
    private final ReplyDesk desk;
    private final ReplyWriter writer;
    private final JsonMapper json;
    private final Clock clock;

    OpenAiController(
            ApiKeys keys, Assistant assistant, ReplyDesk desk, ReplyWriter writer, JsonMapper json, Clock clock) {
        this.keys = keys;
        this.assistant = assistant;
        this.desk = desk;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/v1/models")
    Mono<Void> models(ServerWebExchange exchange) {
        return answering(exchange, Mono.fromSupplier(() -> new Models("list", List.of(model()))));
    }

    @GetMapping("/v1/models/{id}")
    Mono<Void> model(@PathVariable("id") String id, ServerWebExchange exchange) {
        return answering(exchange, Mono.fromSupplier(() -> {
            requireModel(id);
            return model();
        }));
    }

    @PostMapping("/v1/chat/completions")
    Mono<Void> complete(ServerWebExchange exchange) {
        return allowed(
                exchange,
                Mono.defer(() -> JsonBody.of(exchange.getRequest())
                        .map(OpenAiRequest::parse)
                        .flatMap(request -> {
                            requireModel(request.model());
                            return desk.work(() -> turn(request.said()))
                                    .flatMap(turn -> send(request, turn, exchange.getResponse()));
                        })));
    }

    /** The last turn of a conversation of which only the user's side is told. */
    private Turn turn(List<String> said) {
        var day = LocalDate.now(clock);
        var dialogue = Dialogue.NEW;
        for (var before : said.subList(0, said.size() - 1))
            dialogue = reply(dialogue, before, day).dialogue();
        return reply(dialogue, said.getLast(), day);
    }

    private Turn reply(Dialogue dialogue, String text, LocalDate day) {
        return assistant.reply(dialogue, new Utterance(text, Utterance.Channel.WEB, null, day));
    }

    private Mono<Void> send(OpenAiRequest request, Turn turn, ServerHttpResponse response) {
        var id = "chatcmpl-" + UUID.randomUUID().toString().replace("-", "");
        var reply = OpenAiReply.of(
                turn, id, clock.instant().getEpochSecond(), MODEL, writer.written(new Answered(id, turn), id));
        int asked = request.said().stream().mapToInt(String::length).sum();
        if (!request.stream()) return send(reply.whole(asked), HttpStatus.OK, response);
        var events = new ArrayList<byte[]>();
        for (var chunk : reply.chunks(asked, request.usage()))
            events.add(EventStream.data(json.writeValueAsString(chunk)));
        events.add(DONE);
        return EventStream.send(Flux.fromIterable(events), response);
    }

    private Mono<Void> answering(ServerWebExchange exchange, Mono<?> answer) {
        return allowed(exchange, answer.flatMap(found -> send(found, HttpStatus.OK, exchange.getResponse())));
    }

    /** The work, if the program may ask; what goes wrong is told as the protocol has it. */
    private Mono<Void> allowed(ServerWebExchange exchange, Mono<Void> work) {
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return keys.require(authorization, OpenSettings.Scope.CHAT)
                .then(work)
                .onErrorResume(thrown -> refuse(thrown, exchange.getResponse()));
    }

    private Mono<Void> refuse(Throwable thrown, ServerHttpResponse response) {
        var failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (response.isCommitted()) return Mono.error(failure);
        return switch (failure) {
            case BadInput bad -> {
                var field = bad.fields().getFirst();
                yield send(
                        Refusal.of(
                                field.field() + ": " + field.message(), "invalid_request_error", field.field(), null),
                        HttpStatus.BAD_REQUEST,
                        response);
            }
            case NoSuchModel none ->
                send(
                        Refusal.of(
                                "there is one model here, " + MODEL,
                                "invalid_request_error",
                                "model",
                                "model_not_found"),
                        HttpStatus.NOT_FOUND,
                        response);
            case ErrorResponse error
            when error.getStatusCode().is4xxClientError() -> {
                response.getHeaders().putAll(error.getHeaders());
                var status = HttpStatus.valueOf(error.getStatusCode().value());
                var detail = error.getBody().getDetail();
                yield send(
                        Refusal.of(
                                detail == null ? status.getReasonPhrase() : detail, type(status), null, code(status)),
                        status,
                        response);
            }
            default -> Mono.error(failure); // ours: said as everywhere else
        };
    }

    private static String type(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED, FORBIDDEN -> "authentication_error";
            case TOO_MANY_REQUESTS -> "rate_limit_error";
            default -> "invalid_request_error";
        };
    }

    private static @Nullable String code(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "invalid_api_key";
            case TOO_MANY_REQUESTS -> "rate_limit_exceeded";
            default -> null;
        };
    }

    private Mono<Void> send(Object body, HttpStatus status, ServerHttpResponse response) {
        return JsonBody.send(json.writeValueAsBytes(body), status, response);
    }

    private static void requireModel(String name) {
        if (!MODEL.equals(name)) throw new NoSuchModel();
    }

    private Model model() {
        return new Model(MODEL, "model", 0, MODEL);
    }

    private static final class NoSuchModel extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    record Models(String object, List<Model> data) {}

    record Model(
            String id,
            String object,
            long created,

            @JsonProperty("owned_by") String owner) {}

    record Refusal(Reason error) {
        static Refusal of(String message, String type, @Nullable String param, @Nullable String code) {
            return new Refusal(new Reason(message, type, param, code));
        }

        record Reason(
                String message,
                String type,
                @Nullable String param,
                @Nullable String code) {}
    }
}
