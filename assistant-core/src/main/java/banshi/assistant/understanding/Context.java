package banshi.assistant.understanding;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was spoken of before the words that are read (上下文).
 *
 * @param matter spoken of now; null at the beginning of a conversation
 * @param aspect asked of it last
 * @param near what it is confused with or leads to, and what was spoken of before
 * @param tells whether the words let something be known of a case of the matter
 */
public record Context(@Nullable MatterId matter, @Nullable AspectId aspect, Set<MatterId> near, boolean tells) {
    /** The beginning. */
    public static final Context NONE = new Context(null, null, Set.of(), false);

    public Context {
        near = Set.copyOf(near);
    }

    boolean isNone() {
        return matter == null && near.isEmpty();
    }
}
