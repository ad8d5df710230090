package banshi.channels.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What a server does about any call of Tencent's (回调): reads it within bounds and answers it in a few words. */
public final class Callback {
    private static final int LONGEST_BODY = 64 * 1024;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, UTF_8);

    private Callback() {}

    /** Reads a body of at most 64 KiB; a longer one is refused with 413. */
    public static Mono<ServerResponse> read(ServerRequest request, Function<String, Mono<ServerResponse>> answer) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), LONGEST_BODY)
                .map(body -> {
                    var text = body.toString(UTF_8);
                    DataBufferUtils.release(body);
                    return text;
                })
                .defaultIfEmpty("")
                .flatMap(answer)
                .onErrorResume(DataBufferLimitException.class, _ -> refused(HttpStatus.CONTENT_TOO_LARGE));
    }

    /** Whether a call's {@code timestamp} lies near enough to {@code now}. */
    public static boolean fresh(ServerRequest request, Instant now, Duration tolerance) {
        var timestamp = query(request, "timestamp");
        if (!SECONDS.matcher(timestamp).matches()) return false;
        var sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, now).abs().compareTo(tolerance) <= 0;
    }

    /** A parameter of the address; empty where there is none. */
    public static String query(ServerRequest request, String name) {
        return request.queryParam(name).orElse("");
    }

    /** Plain words. */
    public static Mono<ServerResponse> text(String text) {
        return ServerResponse.ok()
                .contentType(TEXT)
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(text);
    }

    /** Nothing but a status. */
    public static Mono<ServerResponse> refused(HttpStatus status) {
        return ServerResponse.status(status).build();
    }
}
