package banshi.channels.web;

import java.util.stream.Stream;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What a browser may do with our pages (安全响应头): run our own scripts and styles, and nothing else; and which sites may show them. */
final class SecurityHeaders implements WebFilter {
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final String policy;

    SecurityHeaders(EmbedSettings embed) {
        policy = String.join(
                " ", Stream.concat(Stream.of(POLICY), embed.sites().stream()).toList());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        return chain.filter(exchange);
    }
}
