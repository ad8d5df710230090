package banshi.channels.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Mono;

/** One thing said, one reply (对话接口): {@code POST /api/v1/chat}. */
@RestController
final class ChatController {
    private final ReplyDesk desk;
    private final Clock clock;

    ChatController(ReplyDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** Takes bytes, not an object: what is wrong with them is ours to name. */
    @PostMapping("/api/v1/chat")
    Mono<ResponseEntity<ChatReply>> chat(ServerHttpRequest request) {
        return bytes(request)
                .map(body -> {
                    if (body.length > 0) requireJson(request);
                    return ChatRequest.parse(body);
                })
                .flatMap(said -> desk.reply(key(said), said.utterance(LocalDate.now(clock)))
                        .map(turn -> ChatReply.of(turn, said.conversation())))
                .map(reply -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(reply));
    }

    private static Mono<byte[]> bytes(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), ChatRequest.LARGEST_BODY)
                .map(ChatController::drain)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new BadInput("body", "must have at most " + ChatRequest.LARGEST_BODY + " bytes"));
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

    /** Nobody continues a WeChat dialogue by naming it here. */
    private static String key(ChatRequest said) {
        return "web\n" + said.conversation();
    }
}
