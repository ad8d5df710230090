package banshi.channels.web;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What is on, off or failing, for staff (运行状况接口): {@code GET /api/v1/status}. */
@RestController
final class StatusController {
    private final StaffKey staffKey;
    private final ObjectProvider<StatusPart> parts;

    StatusController(StaffKey staffKey, ObjectProvider<StatusPart> parts) {
        this.staffKey = staffKey;
        this.parts = parts;
    }

    @GetMapping("/api/v1/status")
    ResponseEntity<Map<String, Map<String, Object>>> status(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        staffKey.require(authorization);
        var now = new TreeMap<String, Map<String, Object>>();
        parts.forEach(part -> now.put(part.name(), part.now()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore())
                .body(now);
    }
}
