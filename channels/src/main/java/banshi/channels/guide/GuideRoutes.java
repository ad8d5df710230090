package banshi.channels.guide;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The addresses of guided applications (导办路由): {@code GET /guide/{token}}. A link that is over is a 410, one that is none a 404, each with a page
 * that leads back to the chat.
 */
public final class GuideRoutes {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);

    private final GuideLinks links;

    /** Serves what these links lead to. */
    public GuideRoutes(GuideLinks links) {
        this.links = links;
    }

    /** The routes to serve. */
    public RouterFunction<ServerResponse> routes() {
        var style = new ClassPathResource("guide.css", GuideRoutes.class);
        return RouterFunctions.route()
                .GET(
                        "/guide.css",
                        request -> ServerResponse.ok()
                                .contentType(CSS)
                                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                                .bodyValue(style))
                .GET("/guide/{token}", this::guide)
                .build();
    }

    private Mono<ServerResponse> guide(ServerRequest request) {
        return switch (links.follow(request.pathVariable("token"))) {
            case GuideLinks.Followed.Found(var guide) -> page(HttpStatus.OK, GuidePage.of(guide));
            case GuideLinks.Followed.Gone() -> page(HttpStatus.GONE, GuidePage.gone());
            case GuideLinks.Followed.Unknown() -> page(HttpStatus.NOT_FOUND, GuidePage.unknown());
        };
    }

    private static Mono<ServerResponse> page(HttpStatus status, String html) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .bodyValue(html);
    }
}
