package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.assistant.Sha256;
import banshi.channels.limit.Allowances;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/**
 * Lets other people's programs in (开放接口密钥), each by a key of its own, for what it may do and as often as it may. Thread-safe; blocks nobody.
 */
public final class ApiKeys {
    private static final String SCHEME = "bearer ";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Program> programs;
    private final Allowances allowances;

    /** @param allowances of which each program has one */
    public ApiKeys(OpenSettings settings, Allowances allowances) {
        programs = settings.keys().entrySet().stream()
                .map(e -> new Program(e.getKey(), digest(e.getValue().secret().strip()), e.getValue()))
                .toList();
        this.allowances = allowances;
    }

    /** @param digest of the secret, so that comparing takes the same time for all */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Program(String name, byte[] digest, OpenSettings.Program settings) {}

    /**
     * The program that asks.
     *
     * @param authorization the header, {@code Bearer …}
     * @return its name; fails with {@link ErrorResponseException}: 401 without a key that is known, 403 where it may not do this, 429 with {@code
     *     Retry-After} where it has asked too often
     */
    public Mono<String> require(@Nullable String authorization, OpenSettings.Scope scope) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            return Mono.error(unauthorized());
        return requireSecret(authorization.substring(SCHEME.length()), scope);
    }

    /** Likewise, where the key comes by itself. */
    public Mono<String> requireSecret(String secret, OpenSettings.Scope scope) {
        var shown = digest(secret.strip());
        Program known = null;
        for (var program : programs) if (MessageDigest.isEqual(program.digest(), shown)) known = program;
        if (known == null) return Mono.error(unauthorized());
        if (!known.settings().may(scope)) {
            var forbidden = new ErrorResponseException(HttpStatus.FORBIDDEN);
            forbidden.setDetail("this key may not do that; its scopes stand under banshi.open.keys");
            return Mono.error(forbidden);
        }
        return allowances
                .take("key " + known.name(), known.settings().perMinute(), MINUTE)
                .<String>flatMap(wait ->
                        Mono.error(Limits.tooMany("more requests within a minute than this key may send", wait)))
                .defaultIfEmpty(known.name());
    }

    private ErrorResponseException unauthorized() {
        var error = new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        error.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"banshi\"");
        error.setDetail(
                programs.isEmpty()
                        ? "no program has been let in: the operator sets up keys under banshi.open.keys"
                        : "send Authorization: Bearer and a key that the operator has given you");
        return error;
    }

    private static byte[] digest(String secret) {
        return Sha256.digest().digest(secret.getBytes(UTF_8));
    }
}
