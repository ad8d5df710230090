package banshi.channels.web;

import banshi.channels.hotline.CallEvent;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.EventReader;
import banshi.channels.hotline.EventReader.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes what happens in many calls (通话事件流): {@code WS /api/hotline/v1/stream}. Of what it has read, so much may wait to be kept; then it reads no more until that is done, so that a
 * sender is held back and nothing is lost.
 */
final class CallStream implements WebHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CallStream.class);
    private static final Duration PING = Duration.ofSeconds(20);
    private static final Duration FOR_THE_KEY = Duration.ofSeconds(10);
    private static final CloseStatus NO_KEY = CloseStatus.POLICY_VIOLATION;

    /** Frames that may wait to be kept. */
    private static final int WAITING = 256;

    private final WebSocketService sockets;
    private final ApiKeys keys;
    private final Calls calls;
    private final JsonMapper json;

    CallStream(WebSocketService sockets, ApiKeys keys, Calls calls, JsonMapper json) {
        this.sockets = sockets;
        this.keys = keys;
        this.calls = calls;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null) return sockets.handleRequest(exchange, session -> serve(session, false));
        return keys.require(authorization, OpenSettings.Scope.HOTLINE)
                .then(Mono.defer(() -> sockets.handleRequest(exchange, session -> serve(session, true))));
    }

    private Mono<Void> serve(WebSocketSession session, boolean known) {
        var line = new Line(session, known);
        var left = Sinks.<Boolean>one();
        var answers = session.receive()
                .map(message -> new Frame(
                        message.getType(),
                        message.getType() == WebSocketMessage.Type.TEXT ? message.getPayloadAsText() : ""))
                .doFinally(_ -> left.tryEmitValue(true))
                .flatMapSequential(line::answers, WAITING)
                .map(answer -> session.textMessage(json.writeValueAsString(answer)));
        var pings = Flux.interval(PING)
                .onBackpressureDrop()
                .map(_ -> session.pingMessage(buffers -> buffers.wrap(new byte[0])));
        var closing = Mono.delay(FOR_THE_KEY)
                .filter(_ -> !line.known)
                .flatMap(_ -> session.close(NO_KEY))
                .cast(WebSocketMessage.class);
        return session.send(Flux.merge(answers, pings, closing).takeUntilOther(left.asMono()))
                .onErrorResume(failure -> {
                    LOG.debug(
                            "a line of events is broken: {}", failure.getClass().getName());
                    return Mono.empty();
                })
                .doFinally(_ -> calls.lineLost(line.open));
    }

    private record Frame(WebSocketMessage.Type type, String text) {}

    private record Ack(String type, String callId, int lastSeq) {
        Ack(String callId, int lastSeq) {
            this("ack", callId, lastSeq);
        }
    }

    private record Fault(String type, @Nullable String callId, String detail) {
        Fault(@Nullable String callId, String detail) {
            this("fault", callId, detail);
        }
    }

    private record Pong(String type) {}

    /** One sender's line; what is read of it is read in order, by one thread at a time. */
    private final class Line {
        private volatile boolean known;

        private @Nullable Mono<Void> admission;

        /** Calls that were heard of over it and have not ended. */
        private final Set<String> open = ConcurrentHashMap.newKeySet();

        private final WebSocketSession session;

        Line(WebSocketSession session, boolean known) {
            this.session = session;
            this.known = known;
        }

        Flux<Object> answers(Frame frame) {
            if (frame.type() == WebSocketMessage.Type.PONG || frame.type() == WebSocketMessage.Type.PING)
                return Flux.empty();
            if (known) return said(frame);
            var asked = admission;
            if (asked != null) return asked.thenMany(Flux.defer(() -> said(frame)));
            admission = key(frame).cache();
            return admission.thenMany(Flux.empty());
        }

        private Flux<Object> said(Frame frame) {
            if (frame.type() != WebSocketMessage.Type.TEXT) return Flux.just(new Fault(null, "must be text: JSON"));
            JsonNode body;
            try {
                body = EventReader.json(frame.text());
            } catch (EventReader.Unreadable e) {
                return Flux.just(new Fault(null, String.valueOf(e.getMessage())));
            }
            return switch (body.path("type").stringValue("")) {
                case "ping" -> Flux.just(new Pong("pong"));
                case "resume" -> resume(body);
                case "auth" -> Flux.empty();
                default -> events(body);
            };
        }

        /** The first frame must show a key. */
        private Mono<Void> key(Frame frame) {
            JsonNode body;
            try {
                body = EventReader.json(frame.text());
            } catch (EventReader.Unreadable e) {
                return refused();
            }
            if (!body.path("type").stringValue("").equals("auth")) return refused();
            return keys.requireSecret(body.path("key").stringValue(""), OpenSettings.Scope.HOTLINE)
                    .doOnNext(_ -> known = true)
                    .then()
                    .onErrorResume(ErrorResponseException.class, _ -> refused());
        }

        /** What came after it is not looked at; the reading goes on until the sender has seen why. */
        private Mono<Void> refused() {
            return session.close(NO_KEY).then(Mono.never());
        }

        private Flux<Object> resume(JsonNode body) {
            var callId = body.path("callId").stringValue("");
            if (!EventReader.isId(callId))
                return Flux.just(new Fault(null, "callId must have 1 to 64 of A-Z a-z 0-9 . _ : -"));
            return patiently(Mono.defer(() -> calls.resume(callId)))
                    .map(taken -> (Object) new Ack(callId, taken.lastSeq()))
                    .flux();
        }

        private Flux<Object> events(JsonNode body) {
            List<Place> places;
            try {
                places = EventReader.places(body, null);
            } catch (EventReader.Unreadable e) {
                return Flux.just(new Fault(null, String.valueOf(e.getMessage())));
            }
            var faults = new ArrayList<Object>();
            var byCall = new LinkedHashMap<String, List<CallEvent>>();
            for (var place : places) {
                var event = place.event();
                if (event == null) faults.add(new Fault(null, place.detail()));
                else
                    byCall.computeIfAbsent(event.callId(), _ -> new ArrayList<>())
                            .add(event);
            }
            return Flux.concat(
                    Flux.fromIterable(faults),
                    Flux.fromIterable(byCall.entrySet()).flatMapSequential(this::take, Integer.MAX_VALUE));
        }

        private Flux<Object> take(Map.Entry<String, List<CallEvent>> ofOneCall) {
            var callId = ofOneCall.getKey();
            var events = ofOneCall.getValue();
            if (events.stream().anyMatch(CallEvent.Ended.class::isInstance)) open.remove(callId);
            else open.add(callId);
            return patiently(Mono.defer(() -> calls.take(callId, events)))
                    .flatMapMany(taken -> {
                        var answers = new ArrayList<Object>();
                        for (var fault : taken.faults()) answers.add(new Fault(callId, fault.detail()));
                        answers.add(new Ack(callId, taken.lastSeq()));
                        return Flux.fromIterable(answers);
                    })
                    .onErrorResume(
                            failure -> { // the other calls of this line go on
                                LOG.error(
                                        "events of a call were not kept: {}",
                                        failure.getClass().getName());
                                return Flux.just(
                                        new Fault(callId, "could not be kept; send what is not acknowledged again"));
                            });
        }

        /** Where the journal is full, nothing was taken: it is tried again until there is room, while nothing more is read. */
        private <T> Mono<T> patiently(Mono<T> taking) {
            return taking.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(50))
                    .maxBackoff(Duration.ofSeconds(1))
                    .filter(RejectedExecutionException.class::isInstance));
        }
    }
}
