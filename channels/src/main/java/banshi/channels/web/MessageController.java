package banshi.channels.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Messages of the chat (消息接口): {@code POST /api/chat/v1/messages} replies as a stream of events or as JSON, as the citizen's side accepts; {@code GET
 * /api/chat/v1/sessions/{id}/events} takes up a stream that broke off. What is not wrong with the request is told inside the stream.
 */
@RestController
final class MessageController {
    private static final Pattern EVENT = Pattern.compile("([A-Za-z0-9_-]{8,64})\\.([0-9]{1,4})");

    private final Limits limits;
    private final Messages messages;
    private final MessageEvents events;
    private final ProblemHandler problems;
    private final WebSettings settings;
    private final Clock clock;

    MessageController(
            Limits limits,
            Messages messages,
            MessageEvents events,
            ProblemHandler problems,
            WebSettings settings,
            Clock clock) {
        this.limits = limits;
        this.messages = messages;
        this.events = events;
        this.problems = problems;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping("/api/chat/v1/messages")
    Mono<Void> say(ServerWebExchange exchange) {
        var parsed = JsonBody.of(exchange.getRequest())
                .map(MessageRequest::parse)
                .delayUntil(said -> limits.require(exchange.getRequest(), said.session()));
        return parsed.flatMap(said -> {
            var message = said.message();
            var key = new Messages.Key(
                    said.session(), message == null ? UUID.randomUUID().toString() : message);
            var reply = messages.reply(key, said, LocalDate.now(clock));
            return wantsEvents(exchange.getRequest())
                    ? stream(reply, key, exchange)
                    : reply.flatMap(json -> JsonBody.send(json, HttpStatus.OK, exchange.getResponse()));
        });
    }

    /** 204 tells a browser's {@code EventSource} that there is nothing more to come. */
    @GetMapping("/api/chat/v1/sessions/{session}/events")
    Mono<Void> resume(
            @PathVariable("session") String session,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            ServerWebExchange exchange) {
        var event = EVENT.matcher(last == null ? "" : last);
        if (!event.matches()) throw new BadInput("Last-Event-ID", "must be the id of an event that was received");
        var key = new Messages.Key(session, event.group(1));
        var open = limits.openStream(exchange.getRequest(), session);
        return told(messages.sent(key), key, Integer.parseInt(event.group(2)), exchange)
                .map(events -> EventStream.send(Flux.fromIterable(events), exchange.getResponse()))
                .defaultIfEmpty(JsonBody.nothing(exchange.getResponse()))
                .flatMap(answer -> answer)
                .doFinally(_ -> open.close());
    }

    private Mono<Void> stream(Mono<byte[]> reply, Messages.Key key, ServerWebExchange exchange) {
        var open = limits.openStream(exchange.getRequest(), key.session());
        var events = told(reply, key, -1, exchange).cache();
        var heartbeats = Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(_ -> EventStream.HEARTBEAT)
                .takeUntilOther(events.onErrorComplete());
        return EventStream.send(Flux.merge(heartbeats, events.flatMapIterable(all -> all)), exchange.getResponse())
                .doFinally(_ -> open.close());
    }

    /** The events of a reply, or of its failure; what is wrong with the request is no event. */
    private Mono<List<byte[]>> told(Mono<byte[]> reply, Messages.Key key, int after, ServerWebExchange exchange) {
        return reply.map(json -> events.of(json, key, after))
                .onErrorResume(
                        failure -> !(failure instanceof BadInput),
                        failure -> Mono.just(List.of(events.error(problems.told(failure, exchange)))));
    }

    private static boolean wantsEvents(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream()
                .anyMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
    }
}
