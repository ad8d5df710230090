package banshi.channels.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.ErrorResponseException;

/**
 * Keeps one citizen, or one address, from asking so much that others wait (限流). Thread-safe; counts in this process alone, and forgets whoever has not
 * asked for as long as is counted.
 */
final class Limits {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_KNOWN = 200_000;

    private final LoadingCache<String, Allowance> addresses;
    private final LoadingCache<String, Allowance> minutes;
    private final LoadingCache<String, Allowance> days;
    private final ConcurrentHashMap<String, Integer> streams = new ConcurrentHashMap<>();
    private final int mostStreams;

    Limits(LimitSettings settings, Ticker ticker) {
        addresses = allowances(settings.addressPerMinute(), MINUTE, ticker);
        minutes = allowances(settings.perMinute(), MINUTE, ticker);
        days = allowances(settings.perDay(), DAY, ticker);
        mostStreams = settings.streams();
    }

    private static LoadingCache<String, Allowance> allowances(int most, Duration within, Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterAccess(within)
                .maximumSize(MOST_KNOWN)
                .ticker(ticker)
                .build(key -> new Allowance(most, within, ticker));
    }

    /**
     * Lets a request go on.
     *
     * @throws ErrorResponseException 429 with {@code Retry-After} if there were too many
     */
    void require(ServerHttpRequest request, String conversation) {
        var address = address(request.getRemoteAddress(), request.getHeaders().getFirst(FORWARDED));
        if (address.isEmpty()) return;
        Stream.of(addresses.get(address.get()), minutes.get(conversation), days.get(conversation))
                .flatMap(allowance -> allowance.take().stream())
                .findFirst()
                .ifPresent(wait -> {
                    throw tooMany("you ask too often; a person is reached at 12345", wait);
                });
    }

    /** A stream that is open, until it is closed; closing it twice does nothing. */
    interface Open extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Lets a stream be opened.
     *
     * @throws ErrorResponseException 429 with {@code Retry-After} if its address has too many open
     */
    Open openStream(ServerHttpRequest request) {
        var address = address(request.getRemoteAddress(), request.getHeaders().getFirst(FORWARDED));
        if (address.isEmpty()) return () -> {};
        int now = streams.merge(address.get(), 1, Integer::sum);
        var closed = new AtomicBoolean();
        Open open = () -> {
            if (!closed.getAndSet(true)) streams.computeIfPresent(address.get(), (_, n) -> n == 1 ? null : n - 1);
        };
        if (now <= mostStreams) return open;
        open.close();
        throw tooMany("too many streams are open to this address; close one", Duration.ofSeconds(1));
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
