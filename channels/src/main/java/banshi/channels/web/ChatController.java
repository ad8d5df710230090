package banshi.channels.web;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * One thing said, one reply (对话接口): {@code POST /api/v1/chat}. Writes the bytes of a reply itself: to let Spring find out how costs
 * as much again as a reply that was made before.
 */
@RestController
final class ChatController {
    private final Limits limits;
    private final ReplyDesk desk;
    private final ReplyWriter writer;
    private final Clock clock;

    ChatController(Limits limits, ReplyDesk desk, ReplyWriter writer, Clock clock) {
        this.limits = limits;
        this.desk = desk;
        this.writer = writer;
        this.clock = clock;
    }

    @PostMapping("/api/v1/chat")
    Mono<Void> chat(ServerWebExchange exchange) {
        return JsonBody.of(exchange.getRequest())
                .map(ChatRequest::parse)
                .delayUntil(said -> limits.require(exchange.getRequest(), said.conversation()))
                .flatMap(said -> desk.reply(ReplyDesk.web(said.conversation()), said.utterance(LocalDate.now(clock)))
                        .flatMap(answered -> JsonBody.send(
                                writer.written(answered, said.conversation()), HttpStatus.OK, exchange.getResponse())));
    }
}
