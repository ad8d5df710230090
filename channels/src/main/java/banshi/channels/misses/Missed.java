package banshi.channels.misses;

import java.time.Instant;
import java.util.Set;

/**
 * A turn that was answered badly (没答好的一轮).
 *
 * @param conversation its pseudonym
 * @param said masked
 */
record Missed(String turn, String conversation, String channel, Instant at, String said, Set<MissKind> kinds) {
    Missed {
        kinds = Set.copyOf(kinds);
    }
}
