package banshi.channels.web;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
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

    @PostMapping("/api/v1/chat")
    Mono<ResponseEntity<ChatReply>> chat(ServerHttpRequest request) {
        return JsonBody.of(request)
                .map(ChatRequest::parse)
                .flatMap(said -> desk.reply(key(said), said.utterance(LocalDate.now(clock)))
                        .map(turn -> ChatReply.of(turn, said.conversation())))
                .map(reply -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(reply));
    }

    /** Nobody continues a WeChat dialogue by naming it here. */
    private static String key(ChatRequest said) {
        return "web\n" + said.conversation();
    }
}
