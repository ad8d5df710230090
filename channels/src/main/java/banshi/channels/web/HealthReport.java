package banshi.channels.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server is connected to besides its own folder, and how that does (健康状况). Thread-safe; answers at once. */
public interface HealthReport {
    /** In a fixed order; none where there is nothing to tell of. */
    List<Part> parts();

    /**
     * One thing the server is connected to (连接).
     *
     * @param since when this state began
     * @param detail for operators, with what to check; null where there is nothing to add
     */
    record Part(
            String name,
            State state,
            Instant since,
            @Nullable String detail) {}

    /** How it does (状态). Answers to citizens go on in each of them. */
    enum State {
        /** Not set up. */
        @JsonProperty("off")
        OFF,
        /** Being connected or filled for the first time. */
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("ok")
        OK,
        @JsonProperty("degraded")
        DEGRADED
    }
}
