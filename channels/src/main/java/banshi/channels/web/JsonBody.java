package banshi.channels.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of requests and replies that are JSON (JSON 正文): what is wrong with them is ours to name. */
final class JsonBody {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /** Answers with JSON that nobody keeps. */
    static Mono<Void> send(byte[] json, HttpStatus status, ServerHttpResponse response) {
        response.setStatusCode(status);
        var headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(json.length);
        headers.setCacheControl(CacheControl.noStore());
        return response.writeWith(Mono.just(response.bufferFactory().wrap(json)));
    }

    /** Answers that it is done, with 204. */
    static Mono<Void> nothing(ServerHttpResponse response) {
        return Mono.defer(() -> {
            response.setStatusCode(HttpStatus.NO_CONTENT);
            return response.setComplete();
        });
    }

    /**
     * The object that the bytes are.
     *
     * @throws BadInput if they are none, or not UTF-8, or have a field twice
     */
    static JsonNode object(byte[] body) {
        return parsed(decode(body));
    }

    /**
     * All of them; empty where there are none.
     *
     * @return fails with 413 if there are more than {@link ChatRequest#LARGEST_BODY}, with {@link
     *     UnsupportedMediaTypeStatusException} if they say that they are something else
     */
    static Mono<byte[]> of(ServerHttpRequest request) {
        return of(request, ChatRequest.LARGEST_BODY);
    }

    /** Likewise, where more may come. */
    static Mono<byte[]> of(ServerHttpRequest request, int largest) {
        return DataBufferUtils.join(request.getBody(), largest)
                .map(JsonBody::drain)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class, _ -> new ErrorResponseException(HttpStatus.CONTENT_TOO_LARGE))
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

    private static String decode(byte[] body) {
        if (body.length == 0) throw new BadInput("body", "must not be empty: a JSON object");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput("body", "must be UTF-8");
        }
    }

    private static JsonNode parsed(String json) {
        try {
            var node = STRICT.readTree(json);
            if (node.isObject()) return node;
        } catch (JacksonException e) {
            // the parser's own message quotes what was sent; say only where
            var at = e.getLocation();
            var where = at == null ? "" : "; line " + at.getLineNr() + ", column " + at.getColumnNr() + " is not";
            throw new BadInput("body", "must be one JSON object without duplicate fields" + where);
        }
        throw new BadInput("body", "must be a JSON object");
    }
}
