package banshi.channels.notice;

import banshi.channels.guide.NoticePage;
import banshi.channels.records.RecordDesk;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The addresses of one-time notices (一次性告知路由): {@code GET /n/{id}}. One that is over is a 410, one that is none a 404, each with a page that says where to ask. */
public final class NoticeRoutes {
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final OneTimeNotices notices;
    private final RecordDesk desk;

    /** Serves these. */
    public NoticeRoutes(OneTimeNotices notices, RecordDesk desk) {
        this.notices = notices;
        this.desk = desk;
    }

    /** The routes to serve. */
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(OneTimeNotices.PATH + "{id}", this::notice)
                .build();
    }

    private Mono<ServerResponse> notice(ServerRequest request) {
        var id = request.pathVariable("id");
        if (!ID.matcher(id).matches()) return page(HttpStatus.NOT_FOUND, NoticePage.unknown());
        return desk.work(() -> notices.open(id)).flatMap(opened -> switch (opened) {
            case OneTimeNotices.Opened.Found(var page) -> page(HttpStatus.OK, page.html());
            case OneTimeNotices.Opened.Gone() -> page(HttpStatus.GONE, NoticePage.gone());
            case OneTimeNotices.Opened.Unknown() -> page(HttpStatus.NOT_FOUND, NoticePage.unknown());
        });
    }

    private static Mono<ServerResponse> page(HttpStatus status, String html) {
        return ServerResponse.status(status)
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .bodyValue(html);
    }
}
