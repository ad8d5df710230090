package banshi.channels.web;

import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** The bytes of a request that should be JSON (请求正文), not an object: what is wrong with them is ours to name. */
final class JsonBody {
    private JsonBody() {}

    /**
     * All of them; empty where there are none.
     *
     * @return fails with {@link BadInput} if there are more than {@link ChatRequest#LARGEST_BODY}, with {@link
     *     UnsupportedMediaTypeStatusException} if they say that they are something else
     */
    static Mono<byte[]> of(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), ChatRequest.LARGEST_BODY)
                .map(JsonBody::drain)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new BadInput("body", "must have at most " + ChatRequest.LARGEST_BODY + " bytes"))
                .doOnNext(body -> {
                    if (body.length > 0) requireJson(request);
                });
    }

    private static byte[] drain(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    /** A body that does not say what it is may be JSON; one that says it is something else is not. */
    private static void requireJson(ServerHttpRequest request) {
        MediaType type;
        try {
            type = request.getHeaders().getContentType();
        } catch (IllegalArgumentException e) { // a header that is no media type
            type = MediaType.ALL;
        }
        if (type != null && (!type.isConcrete() || !type.isCompatibleWith(MediaType.APPLICATION_JSON)))
            throw new UnsupportedMediaTypeStatusException(type, List.of(MediaType.APPLICATION_JSON));
    }
}
