package banshi.channels.web;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What only our own pages can read and send back (防跨站令牌): a cookie that scripts of this site see, repeated in a header. */
final class CsrfCookie implements ServerCsrfTokenRepository {
    static final String NAME = "banshi-csrf";
    static final String HEADER = "X-CSRF-Token";

    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Mono<CsrfToken> generateToken(ServerWebExchange exchange) {
        // reading random bytes may block
        return Mono.fromCallable(() -> {
                    var bytes = new byte[BYTES];
                    random.nextBytes(bytes);
                    return token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> saveToken(ServerWebExchange exchange, @Nullable CsrfToken token) {
        return Mono.fromRunnable(() -> {
            if (token != null)
                exchange.getResponse()
                        .addCookie(Staff.cookie(NAME, token.getToken(), exchange)
                                .httpOnly(false)
                                .build());
        });
    }

    @Override
    public Mono<CsrfToken> loadToken(ServerWebExchange exchange) {
        return Mono.justOrEmpty(
                Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                        .map(cookie -> cookie.getValue())
                        .filter(value -> !value.isEmpty())
                        .map(CsrfCookie::token));
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, "_csrf", value);
    }
}
