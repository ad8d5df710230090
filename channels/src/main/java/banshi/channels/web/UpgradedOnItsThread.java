package banshi.channels.web;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Makes a WebSocket of a request on the thread of its connection (升级握手). reactor-netty 1.3.7 puts whoever reads the socket to its place only after the answer to the handshake was
 * written: on another thread, as {@link NeverAtOnce} has it, a client that speaks at once is heard by nobody, and waits.
 */
final class UpgradedOnItsThread implements WebSocketService {
    private final WebSocketService sockets;

    UpgradedOnItsThread(WebSocketService sockets) {
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        return Mono.defer(() -> sockets.handleRequest(exchange, handler)).subscribeOn(itsThread(exchange.getRequest()));
    }

    private static Scheduler itsThread(ServerHttpRequest request) {
        if (!(ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty))
            throw new IllegalStateException("a WebSocket is made of a request of reactor-netty only");
        var its = new Scheduler[1];
        netty.withConnection(connection ->
                its[0] = Schedulers.fromExecutor(connection.channel().eventLoop()));
        return its[0];
    }
}
