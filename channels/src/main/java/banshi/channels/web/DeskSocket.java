package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Door;
import banshi.channels.hotline.DeskLine;
import banshi.channels.hotline.DeskWork;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A desk's line (坐席连接): {@code WS /ws/agent}. It lasts as long as the session in which its ticket was given. */
final class DeskSocket implements WebHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DeskSocket.class);
    private static final Duration PING = Duration.ofSeconds(20);
    private static final Duration FOR_HELLO = Duration.ofSeconds(10);
    private static final int LONGEST_FRAME = 1 << 16;

    /** Get another ticket. */
    static final CloseStatus NO_TICKET = new CloseStatus(4401, "ticket");

    /** Log in again. */
    static final CloseStatus LOGGED_OUT = new CloseStatus(4403, "session");

    private final WebSocketService sockets;
    private final DeskTickets tickets;
    private final DeskWork work;
    private final Door door;
    private final StaffDesk staff;
    private final Duration sessionCheck;
    private final JsonMapper json;

    /** @param sessionCheck how often it is looked whether a session is over */
    DeskSocket(
            WebSocketService sockets,
            DeskTickets tickets,
            DeskWork work,
            Door door,
            StaffDesk staff,
            Duration sessionCheck,
            JsonMapper json) {
        this.sockets = sockets;
        this.tickets = tickets;
        this.work = work;
        this.door = door;
        this.staff = staff;
        this.sessionCheck = sessionCheck;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        if (!isOurs(exchange.getRequest()))
            return Mono.error(Problem.refusal(HttpStatus.FORBIDDEN, "only pages of this site open a desk's line"));
        return sockets.handleRequest(exchange, this::serve);
    }

    /** Whether the page is one of this site's. A proxy on this machine is believed about where the site is. */
    private static boolean isOurs(ServerHttpRequest request) {
        var origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin == null) return false;
        var remote = request.getRemoteAddress();
        boolean proxied = remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress();
        var forwarded = request.getHeaders().getFirst("X-Forwarded-Host");
        var site =
                proxied && forwarded != null ? forwarded : request.getHeaders().getFirst(HttpHeaders.HOST);
        try {
            var authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(site);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Mono<Void> serve(WebSocketSession session) {
        var seat = new Seat(session);
        var left = Sinks.<Boolean>one();
        var received = session.receive()
                .filter(message -> message.getType() != WebSocketMessage.Type.PONG)
                .map(message -> message.getType() == WebSocketMessage.Type.TEXT ? message.getPayloadAsText() : "")
                .concatMap(seat::received)
                .then()
                .doFinally(_ -> left.tryEmitValue(true));
        var told = seat.line.asMono().flatMapMany(DeskLine::frames).map(session::textMessage);
        var cut = seat.line.asMono().flatMap(line -> line.cut().thenReturn(CloseStatus.SERVICE_OVERLOAD));
        var loggedOut = seat.line
                .asMono()
                .flatMapMany(_ -> Flux.interval(sessionCheck).onBackpressureDrop())
                .concatMap(_ -> seat.isStillIn())
                .filter(in -> !in)
                .next()
                .map(_ -> LOGGED_OUT);
        var silent = Mono.delay(FOR_HELLO).filter(_ -> seat.isEmpty()).map(_ -> NO_TICKET);
        // the reading goes on until the browser has seen why: who stops reading says nothing but goodbye
        var closing = Flux.merge(cut, loggedOut, silent).concatMap(seat::close).cast(WebSocketMessage.class);
        var pings = Flux.interval(PING)
                .onBackpressureDrop()
                .map(_ -> session.pingMessage(buffers -> buffers.wrap(new byte[0])));
        var sent = session.send(Flux.merge(told, pings, closing).takeUntilOther(left.asMono()));
        return Mono.when(received, sent)
                .then(Mono.defer(seat::goodbye))
                .onErrorResume(failure -> {
                    LOG.debug("a desk's line is broken: {}", failure.getClass().getName());
                    return Mono.empty();
                })
                .doFinally(_ -> seat.leave(false));
    }

    /** Who sits there. */
    private final class Seat {
        private final WebSocketSession session;
        private final Sinks.One<DeskLine> line = Sinks.one();
        private DeskTickets.@Nullable Holder holder;
        private @Nullable DeskLine open;
        private long seenAt;
        private boolean left;
        private volatile Mono<Void> goodbye = Mono.empty();

        Seat(WebSocketSession session) {
            this.session = session;
        }

        /** Nothing more is told; the browser is told why. */
        Mono<Void> close(CloseStatus why) {
            leave(why.equals(CloseStatus.SERVICE_OVERLOAD));
            goodbye = session.close(why).cache();
            return goodbye;
        }

        /** That it was told is waited for: whoever ends the reading before cuts it off. */
        Mono<Void> goodbye() {
            return goodbye;
        }

        synchronized boolean isEmpty() {
            return holder == null;
        }

        Mono<Void> received(String text) {
            var who = who();
            if (who == null) return hello(text);
            if (text.length() > LONGEST_FRAME) return work.received(desk(), who, "");
            if (!text.contains("\"ping\"")) sign();
            return work.received(desk(), who, text);
        }

        private synchronized @Nullable Account who() {
            return holder == null ? null : holder.present().account();
        }

        private synchronized DeskLine desk() {
            return Objects.requireNonNull(open);
        }

        private Mono<Void> hello(String text) {
            var shown = tickets.take(ticket(text));
            if (shown == null) return close(NO_TICKET);
            synchronized (this) {
                if (left) return Mono.empty();
                holder = shown;
                open = work.open(shown.present().account());
            }
            line.tryEmitValue(desk());
            return Mono.empty();
        }

        private String ticket(String text) {
            try {
                JsonNode frame = json.readTree(text);
                return frame.path("type").stringValue("").equals("hello")
                        ? frame.path("ticket").stringValue("")
                        : "";
            } catch (JacksonException e) {
                return "";
            }
        }

        /** What he does here keeps his session open, as a request would. */
        private void sign() {
            DeskTickets.Holder sits;
            synchronized (this) {
                if (holder == null || System.nanoTime() - seenAt < PING.toNanos()) return;
                seenAt = System.nanoTime();
                sits = holder;
            }
            staff.work(() -> door.present(sits.token()))
                    .subscribe(_ -> {}, failure -> LOG.debug("a session was not kept: {}", failure.toString()));
        }

        Mono<Boolean> isStillIn() {
            DeskTickets.Holder sits;
            synchronized (this) {
                sits = holder;
            }
            if (sits == null) return Mono.just(true);
            return staff.work(() -> door.isStillIn(sits.present())).onErrorReturn(true); // where it cannot be known now
        }

        synchronized void leave(boolean wasCut) {
            if (left) return;
            left = true;
            if (open != null) work.close(open, wasCut);
        }
    }
}
