package banshi.channels.web;

import banshi.channels.conversation.Answered;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
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
    private final ReplyWriter writer;
    private final ProblemHandler problems;
    private final WebSettings settings;
    private final Clock clock;

    MessageController(
            Limits limits,
            Messages messages,
            MessageEvents events,
            ReplyWriter writer,
            ProblemHandler problems,
            WebSettings settings,
            Clock clock) {
        this.limits = limits;
        this.messages = messages;
        this.events = events;
        this.writer = writer;
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
            if (wantsEvents(exchange.getRequest())) return stream(reply, key, -1, exchange);
            return reply.flatMap(answered ->
                    JsonBody.send(writer.written(answered, said.session()), HttpStatus.OK, exchange.getResponse()));
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
        Optional<Mono<Answered>> sent = messages.sent(key);
        if (sent.isEmpty()) {
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            return exchange.getResponse().setComplete();
        }
        return stream(sent.get(), key, Integer.parseInt(event.group(2)), exchange);
    }

    private Mono<Void> stream(Mono<Answered> reply, Messages.Key key, int after, ServerWebExchange exchange) {
        var open = limits.openStream(exchange.getRequest(), key.session());
        var told = reply.map(answered -> events.of(answered, key, after))
                .flatMapMany(Flux::fromIterable)
                .onErrorResume(failure -> Flux.just(events.error(problems.told(failure, exchange))));
        var heartbeats = Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(_ -> EventStream.HEARTBEAT)
                .takeUntilOther(reply.onErrorComplete().then());
        return EventStream.send(Flux.merge(heartbeats, told), exchange.getResponse())
                .doFinally(_ -> open.close());
    }

    private static boolean wantsEvents(ServerHttpRequest request) {
        return request.getHeaders().getAccept().stream()
                .anyMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_EVENT_STREAM));
    }
}
