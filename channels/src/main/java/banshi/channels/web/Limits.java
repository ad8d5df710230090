package banshi.channels.web;

import banshi.channels.limit.Allowances;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;
import reactor.core.publisher.Mono;

/**
 * Keeps one citizen, or one address, from asking so much that others wait (限流). Thread-safe. Streams are counted in this process alone.
 */
final class Limits {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final LimitSettings settings;
    private final Allowances allowances;
    private final ConcurrentHashMap<String, Integer> streams = new ConcurrentHashMap<>();

    Limits(LimitSettings settings, Allowances allowances) {
        this.settings = settings;
        this.allowances = allowances;
    }

    /**
     * Lets a request go on.
     *
     * @return fails with {@link ErrorResponseException}, 429 with {@code Retry-After}, if there were too many
     */
    Mono<Void> require(ServerHttpRequest request, String conversation) {
        var address = address(request.getRemoteAddress(), request.getHeaders().getFirst(FORWARDED));
        if (address.isEmpty()) return Mono.empty();
        return allowances
                .take("address " + address.get(), settings.addressPerMinute(), MINUTE)
                .switchIfEmpty(allowances.take("minute " + conversation, settings.perMinute(), MINUTE))
                .switchIfEmpty(allowances.take("day " + conversation, settings.perDay(), DAY))
                .flatMap(wait -> Mono.error(tooMany("you ask too often; a person is reached at 12345", wait)));
    }

    /** A stream that is open, until it is closed; closing it twice does nothing. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Lets a stream be opened. Not by address: a whole hall may sit behind one.
     *
     * @param conversation or hand-off that it belongs to
     * @throws ErrorResponseException 429 with {@code Retry-After} if that has too many open
     */
    Open openStream(ServerHttpRequest request, String conversation) {
        var address = address(request.getRemoteAddress(), request.getHeaders().getFirst(FORWARDED));
        if (address.isEmpty()) return () -> {};
        int now = streams.merge(conversation, 1, Integer::sum);
        var closed = new AtomicBoolean();
        Open open = () -> {
            if (!closed.getAndSet(true)) streams.computeIfPresent(conversation, (_, n) -> n == 1 ? null : n - 1);
        };
        if (now <= settings.streams()) return open;
        open.close();
        throw tooMany("too many streams are open in this conversation; close one", Duration.ofSeconds(1));
    }

    /** Whoever has asked too often, and how long it takes until asking helps. */
    static ErrorResponseException tooMany(String detail, Duration wait) {
        var error = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
        error.getHeaders()
                .set(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(wait.plusMillis(999).toSeconds()));
        error.setDetail(detail);
        return error;
    }

    /**
     * Who asks. Where a proxy on this machine hands the request on, the last address that it was told of; nobody for this machine itself.
     *
     * @param forwarded as the proxy has it, the nearest last; believed from this machine only
     */
    static Optional<String> address(@Nullable InetSocketAddress remote, @Nullable String forwarded) {
        if (remote == null || remote.getAddress() == null) return Optional.empty();
        if (!remote.getAddress().isLoopbackAddress())
            return Optional.of(remote.getAddress().getHostAddress());
        return Optional.ofNullable(forwarded)
                .map(all -> all.substring(all.lastIndexOf(',') + 1).strip())
                .filter(last -> !last.isEmpty());
    }
}
