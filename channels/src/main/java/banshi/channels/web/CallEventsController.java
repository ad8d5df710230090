package banshi.channels.web;

import banshi.channels.hotline.CallEvent;
import banshi.channels.hotline.Calls;
import banshi.channels.hotline.EventReader;
import banshi.channels.hotline.EventReader.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes what happens in a call (通话事件接口): {@code POST /api/hotline/v1/calls/{callId}/events}. */
@RestController
final class CallEventsController {
    static final int LARGEST_BODY = 1 << 20;

    /** After which a sender is to try again: what was taken goes on being written, and is known when it comes again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ApiKeys keys;
    private final Calls calls;
    private final JsonMapper json;

    CallEventsController(ApiKeys keys, Calls calls, JsonMapper json) {
        this.keys = keys;
        this.calls = calls;
        this.json = json;
    }

    @PostMapping("/api/hotline/v1/calls/{callId}/events")
    Mono<Void> events(
            @PathVariable("callId") String callId,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerWebExchange exchange) {
        return keys.require(authorization, OpenSettings.Scope.HOTLINE)
                .then(Mono.defer(() -> JsonBody.of(exchange.getRequest(), LARGEST_BODY)))
                .flatMap(body -> take(callId, body))
                .flatMap(taken -> JsonBody.send(json.writeValueAsBytes(taken), HttpStatus.OK, exchange.getResponse()));
    }

    /** What became of them. */
    record Taken(String callId, int lastSeq, List<Fault> faults) {}

    /** What is wrong with one. */
    record Fault(int index, String detail) {}

    private Mono<Taken> take(String callId, byte[] body) {
        if (!EventReader.isId(callId)) throw new BadInput("callId", "must have 1 to 64 of A-Z a-z 0-9 . _ : -");
        List<Place> places;
        try {
            places = EventReader.places(EventReader.json(body), callId);
        } catch (EventReader.Unreadable e) {
            throw new BadInput("body", String.valueOf(e.getMessage()));
        }
        var events = new ArrayList<CallEvent>();
        var where = new ArrayList<Integer>();
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < places.size(); i++) {
            var event = places.get(i).event();
            if (event == null) faults.add(new Fault(i, places.get(i).detail()));
            else {
                events.add(event);
                where.add(i);
            }
        }
        return calls.take(callId, events)
                .timeout(PATIENCE)
                .onErrorMap(TimeoutException.class, _ -> new RejectedExecutionException("the journal does not keep up"))
                .map(taken -> {
                    for (var fault : taken.faults()) faults.add(new Fault(where.get(fault.index()), fault.detail()));
                    faults.sort(Comparator.comparingInt(Fault::index));
                    return new Taken(callId, taken.lastSeq(), faults);
                });
    }
}
