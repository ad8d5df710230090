package banshi.channels.web;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers no request within the call that hands it over (不当场作答). reactor-netty 1.3.7 stops reading a connection for good when a request that
 * came close behind another is answered so (its issue 4361; 1.3.8 mends it, but wants a Netty that is not published whole). What the assistant
 * answers comes later anyway, so that the chat need not go another way round; {@link ProblemHandler} sees to its refusals.
 */
final class NeverAtOnce implements WebFilter, Ordered {
    private static final String CHAT = "/api/v1/chat";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var rest = chain.filter(exchange);
        return CHAT.equals(exchange.getRequest().getPath().value()) ? rest : later(rest);
    }

    /** The same, begun on another thread. */
    static Mono<Void> later(Mono<Void> response) {
        return response.subscribeOn(Schedulers.parallel());
    }
}
