package banshi.channels.web;

import banshi.assistant.release.Explainer;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why a question is answered as it is, for staff (解释接口): {@code POST /api/v1/explain}. */
@RestController
final class ExplainController {
    private final Explainer explainer;
    private final ReplyDesk desk;
    private final Clock clock;

    ExplainController(Explainer explainer, ReplyDesk desk, Clock clock) {
        this.explainer = explainer;
        this.desk = desk;
        this.clock = clock;
    }

    @PostMapping("/api/v1/explain")
    Mono<ResponseEntity<ExplainReply>> explain(ServerHttpRequest request) {
        return JsonBody.of(request)
                .map(ChatRequest::parseQuestion)
                .flatMap(asked -> desk.work(() -> explainer.explain(asked.utterance(LocalDate.now(clock)))))
                .map(explained -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(ExplainReply.of(explained)));
    }
}
