package banshi.channels.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something the server is connected to or that may be on or off (运行状况的一项). Thread-safe; answers at once. */
public interface HealthPart {
    /** How it does. */
    Now now();

    /**
     * How something does (现状).
     *
     * @param name short, unique among the parts
     * @param since when this state began; null where nobody keeps account
     * @param detail for operators, with what to check; null where there is nothing to add
     * @param counts of what happened since the start
     */
    record Now(
            String name,
            State state,
            @Nullable Instant since,
            @Nullable String detail,
            Map<String, Long> counts) {
        public Now {
            counts = Map.copyOf(counts);
        }
    }

    /** How it does, in a word (状态). Answers to citizens go on in each of them. */
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
