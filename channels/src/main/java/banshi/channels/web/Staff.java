package banshi.channels.web;

import banshi.channels.accounts.Account;
import banshi.channels.accounts.Present;
import banshi.channels.accounts.Role;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who of the staff sends a request, and what his browser keeps (职员请求). Whether he may is settled before: {@link StaffSecurity}. */
final class Staff {
    /** Holds the session's token; gone with the browser. */
    static final String COOKIE = "banshi-staff";

    private Staff() {}

    /** Empty where nobody has logged in. */
    static Mono<Present> present(ServerWebExchange exchange) {
        return exchange.<Authentication>getPrincipal().mapNotNull(Staff::presentIn);
    }

    /** Likewise. */
    static Mono<Account> account(ServerWebExchange exchange) {
        return present(exchange).map(Present::account);
    }

    private static @Nullable Present presentIn(Authentication authentication) {
        return authentication.getPrincipal() instanceof Present present ? present : null;
    }

    /** Whether it is somebody of that role, who is in. */
    static Mono<Boolean> is(ServerWebExchange exchange, Role role) {
        return present(exchange)
                .map(present -> present.stage() == Present.Stage.OPEN
                        && present.account().is(role))
                .defaultIfEmpty(false);
    }

    /** The address that is counted; none for this machine itself. */
    static @Nullable String address(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return Limits.address(request.getRemoteAddress(), request.getHeaders().getFirst("X-Forwarded-For"))
                .orElse(null);
    }

    /** The token that the browser shows. */
    static Optional<String> token(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(COOKIE))
                .map(cookie -> cookie.getValue())
                .filter(token -> !token.isEmpty());
    }

    /** What the browser is to show from now on. */
    static void keep(String token, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie(COOKIE, token, exchange).build());
    }

    /** No more. */
    static void forget(ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(cookie(COOKIE, "", exchange).maxAge(Duration.ZERO).build());
    }

    /** One for this site alone, which no script reads; over HTTPS only where that is how it was asked for. */
    static ResponseCookie.ResponseCookieBuilder cookie(String name, String value, ServerWebExchange exchange) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(isSecure(exchange));
    }

    /** This site, as whoever asks has found it: {@code https://desk.example.gov.cn}. */
    static String site(ServerWebExchange exchange) {
        var uri = exchange.getRequest().getURI();
        return (isSecure(exchange) ? "https" : "http") + "://" + uri.getRawAuthority();
    }

    /** A proxy on this machine is believed, as it is with addresses. */
    private static boolean isSecure(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if ("https".equalsIgnoreCase(request.getURI().getScheme())) return true;
        var remote = request.getRemoteAddress();
        return remote != null
                && remote.getAddress() != null
                && remote.getAddress().isLoopbackAddress()
                && "https".equalsIgnoreCase(request.getHeaders().getFirst("X-Forwarded-Proto"));
    }
}
