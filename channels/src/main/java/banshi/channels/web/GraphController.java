package banshi.channels.web;

import banshi.corpus.MatterId;
import banshi.graph.StaffGraph;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the content hangs together, for staff (图谱接口): {@code GET /api/v1/graph/…}. Asked of the graph database, away from the answers. */
@RestController
final class GraphController {
    private static final int LONGEST = 100;

    private final StaffGraph graph;
    private final WebSettings settings;
    private final Executor desk;

    GraphController(StaffGraph graph, WebSettings settings, @Qualifier("graphDesk") Executor desk) {
        this.graph = graph;
        this.settings = settings;
        this.desk = desk;
    }

    @GetMapping("/api/v1/graph/materials")
    Mono<ResponseEntity<Found<StaffGraph.MaterialUse>>> materials(
            @RequestParam(name = "name", required = false) @Nullable String name) {
        return answer(() -> {
            var words = words("name", name);
            return () -> Optional.of(graph.mattersNeeding(words));
        });
    }

    @GetMapping("/api/v1/graph/legal-basis")
    Mono<ResponseEntity<Found<StaffGraph.Resting>>> legalBasis(
            @RequestParam(name = "title", required = false) @Nullable String title,
            @RequestParam(name = "article", required = false) @Nullable String article) {
        return answer(() -> {
            var words = words("title", title);
            var part = article == null ? null : words("article", article);
            return () -> Optional.of(graph.restingOn(words, part));
        });
    }

    @GetMapping("/api/v1/graph/matters/{id}/nearest")
    Mono<ResponseEntity<Found<StaffGraph.Nearest>>> nearest(@PathVariable("id") String id) {
        return answer(() -> {
            var matter = new MatterId(words("id", id));
            return () -> graph.nearest(matter);
        });
    }

    @GetMapping("/api/v1/graph/departments/{name}/bundles")
    Mono<ResponseEntity<Found<StaffGraph.DepartmentBundle>>> bundles(@PathVariable("name") String name) {
        return answer(() -> {
            var words = words("name", name);
            return () -> Optional.of(graph.bundlesOf(words));
        });
    }

    /** The question first, then the database. */
    private <T> Mono<ResponseEntity<Found<T>>> answer(Supplier<Supplier<Optional<StaffGraph.Found<T>>>> question) {
        return Mono.fromSupplier(question)
                .flatMap(asked -> Mono.fromFuture(() -> CompletableFuture.supplyAsync(asked, desk))
                        .timeout(settings.replyWithin()))
                .map(found -> found.orElseThrow(() -> new ErrorResponseException(HttpStatus.NOT_FOUND)))
                .map(found -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noStore())
                        .body(new Found<>(found.release(), found.items())));
    }

    private static String words(String field, @Nullable String given) {
        if (given == null || given.isBlank() || given.length() > LONGEST)
            throw new BadInput(field, "must have 1 to " + LONGEST + " characters, not all of them blank");
        return given.strip();
    }

    /** As the contract has it. */
    record Found<T>(String release, List<T> items) {}
}
