package banshi.channels.web;

import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What a browser may do with our pages (安全响应头): run our own scripts and styles, and nothing else; and which sites may show them. */
final class SecurityHeaders implements WebFilter, Ordered {
    /** Before whoever may refuse. */
    private static final int FIRST = -10;

    /** Staff's pages are shown by themselves only, and no site that they lead to learns where somebody came from. */
    private static final String STAFF_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final String policy;

    SecurityHeaders(EmbedSettings embed) {
        policy = String.join(
                " ", Stream.concat(Stream.of(POLICY), embed.sites().stream()).toList());
    }

    @Override
    public int getOrder() {
        return FIRST;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var headers = exchange.getResponse().getHeaders();
        boolean staff = StaffSecurity.isForStaff(exchange.getRequest().getPath());
        headers.set("Content-Security-Policy", staff ? STAFF_POLICY : policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", staff ? "no-referrer" : "same-origin");
        if (staff) headers.set("X-Frame-Options", "DENY");
        return chain.filter(exchange);
    }
}
