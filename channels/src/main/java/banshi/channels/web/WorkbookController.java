package banshi.channels.web;

import banshi.channels.curation.StudioHome;
import banshi.channels.curation.Workbooks;
import banshi.channels.web.StudioWire.WireConflicted;
import banshi.channels.web.StudioWire.WireOutlook;
import banshi.channels.web.StudioWire.WireSaved;
import banshi.corpus.history.Saved;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Content as a workbook, out and in (工作簿接口): {@code /api/studio/v1/drafts/{draft}/workbook}. */
@RestController
final class WorkbookController {
    private static final String WORKBOOK = StudioController.API + "/drafts/{draft}/workbook";
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final StudioHome home;
    private final WorkbookDesk desk;
    private final JsonMapper json;

    WorkbookController(StudioHome home, WorkbookDesk desk, JsonMapper json) {
        this.home = home;
        this.desk = desk;
        this.json = json;
    }

    @GetMapping(WORKBOOK)
    Mono<Void> workbook(@PathVariable("draft") String draft, ServerWebExchange exchange) {
        return StudioController.refusing(desk.work(() -> {
                    var id = StudioController.draftOrPublished(draft);
                    return home.workbooks().written(home.studio().at(id));
                }))
                .flatMap(bytes -> {
                    var response = exchange.getResponse();
                    var headers = response.getHeaders();
                    headers.setContentType(XLSX);
                    headers.setContentLength(bytes.length);
                    headers.setCacheControl(CacheControl.noStore());
                    headers.set("Content-Disposition", "attachment; filename=\"banshi-" + draft + ".xlsx\"");
                    return response.writeWith(Mono.just(response.bufferFactory().wrap(bytes)));
                });
    }

    @PutMapping(WORKBOOK)
    Mono<Void> take(
            @PathVariable("draft") String draft,
            @RequestParam(name = "dry-run", defaultValue = "false") String dryRun,
            ServerWebExchange exchange) {
        if (!List.of("true", "false").contains(dryRun)) throw new BadInput("dry-run", "must be true or false");
        return Upload.of(exchange.getRequest(), Workbooks.LARGEST)
                .flatMap(workbook ->
                        dryRun.equals("true") ? triedOut(workbook, draft, exchange) : taken(workbook, draft, exchange));
    }

    private Mono<Void> triedOut(byte[] workbook, String draft, ServerWebExchange exchange) {
        return StudioController.refusing(
                        desk.work(() -> home.workbooks().tryOut(workbook, StudioController.draftOrPublished(draft))))
                .flatMap(outlook -> send(WireOutlook.of(outlook), HttpStatus.OK, exchange));
    }

    private Mono<Void> taken(byte[] workbook, String draft, ServerWebExchange exchange) {
        var id = StudioController.draftOrPublished(draft);
        if (id == null) throw Problem.refusal(HttpStatus.CONFLICT, "工作簿只能导入草稿；请先开一个草稿");
        return StudioController.refusing(Staff.account(exchange)
                        .flatMap(account -> desk.work(() -> home.workbooks().take(workbook, id, account))))
                .flatMap(saved -> switch (saved) {
                    case Saved.Done(var revision) ->
                        send(new WireSaved(revision.value(), List.of()), HttpStatus.OK, exchange);
                    case Saved.Conflicted conflicted ->
                        send(WireConflicted.of(conflicted), HttpStatus.CONFLICT, exchange);
                });
    }

    private Mono<Void> send(Object body, HttpStatus status, ServerWebExchange exchange) {
        return JsonBody.send(json.writeValueAsBytes(body), status, exchange.getResponse());
    }
}
