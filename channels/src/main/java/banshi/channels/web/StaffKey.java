package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/**
 * What members of staff show to see behind the answers (职员密钥): sent as {@code Authorization: Bearer …}. One for all of them until
 * there are accounts.
 */
public final class StaffKey {
    private static final int SHORTEST = 20;
    private static final String SCHEME = "bearer ";

    private final byte[] key;

    /**
     * @param key the secret
     * @throws IllegalArgumentException if it has less than {@value #SHORTEST} characters; the message is for operators
     */
    public StaffKey(String key) {
        if (key.strip().length() < SHORTEST) throw new IllegalArgumentException("职员密钥太短，至少要 " + SHORTEST + " 个字符");
        this.key = key.strip().getBytes(UTF_8);
    }

    /** Whether an {@code Authorization} header shows it; takes as long for a wrong one as for the right one. */
    boolean isShownIn(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return false;
        var shown = authorization.substring(SCHEME.length()).strip().getBytes(UTF_8);
        return MessageDigest.isEqual(key, shown);
    }

    /**
     * Lets only staff go on.
     *
     * @throws ErrorResponseException 401 if the header does not show the key
     */
    void require(@Nullable String authorization) {
        if (!isShownIn(authorization)) throw unauthorized();
    }

    /** The same for every role: who shows it may do all. */
    public StaffMay mayAll() {
        return (exchange, _) -> Mono.fromSupplier(() -> {
            require(exchange.getRequest());
            return "职员";
        });
    }

    /** Likewise, of a request. */
    void require(ServerHttpRequest request) {
        require(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** What whoever does not show it is told. */
    static ErrorResponseException unauthorized() {
        var error = new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        error.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"banshi staff\"");
        error.setDetail("this is for staff: send Authorization: Bearer and the staff key");
        return error;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "StaffKey";
    }
}
