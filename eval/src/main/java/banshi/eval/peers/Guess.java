package banshi.eval.peers;

import banshi.assistant.cases.Pair;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a peer takes a question for (判断).
 *
 * @param pair null where it finds nothing
 * @param took as the peer measured it itself, where the way to it is not its own; null where the caller's clock counts
 */
public record Guess(@Nullable Pair pair, @Nullable Duration took) {
    static final Guess NOTHING = new Guess(null, null);

    static Guess of(Pair pair) {
        return new Guess(pair, null);
    }
}
