package banshi.channels.web;

import banshi.assistant.release.ReleaseSummary;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which knowledge answers now (知识版本接口): {@code GET /api/v1/releases/current}. */
@RestController
final class ReleaseController {
    private final Supplier<ReleaseSummary> current;

    ReleaseController(Supplier<ReleaseSummary> current) {
        this.current = current;
    }

    @GetMapping("/api/v1/releases/current")
    ResponseEntity<PublishedRelease> current() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .body(PublishedRelease.of(current.get()));
    }
}
