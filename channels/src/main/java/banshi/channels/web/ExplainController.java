package banshi.channels.web;

import banshi.assistant.release.Explainer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Why a question is answered as it is, for staff (解释接口): {@code POST /api/v1/explain}. */
@RestController
final class ExplainController {
    private final Explainer explainer;
    private final StaffKey staffKey;
    private final WebSettings settings;
    private final Clock clock;
    private final Executor engine;

    ExplainController(
            Explainer explainer,
            StaffKey staffKey,
            WebSettings settings,
            Clock clock,
            @Qualifier("engine") Executor engine) {
        this.explainer = explainer;
        this.staffKey = staffKey;
        this.settings = settings;
        this.clock = clock;
        this.engine = engine;
    }

    @PostMapping("/api/v1/explain")
    Mono<ResponseEntity<ExplainReply>> explain(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerHttpRequest request) {
        if (!staffKey.isShownIn(authorization)) return Mono.error(StaffKey.unauthorized());
        return JsonBody.of(request)
                .map(ChatRequest::parseQuestion)
                .flatMap(asked -> Mono.fromFuture(() -> CompletableFuture.supplyAsync(
                                () -> explainer.explain(asked.utterance(LocalDate.now(clock))), engine))
                        .timeout(settings.replyWithin()))
                .map(explained -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(ExplainReply.of(explained)));
    }
}
