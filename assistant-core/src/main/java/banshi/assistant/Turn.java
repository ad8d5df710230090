package banshi.assistant;

import org.jspecify.annotations.Nullable;

/**
 * One step of a conversation (轮次).
 *
 * @param dialogue to be given with the citizen's next words
 * @param release the id of the release that answered
 * @param application what a guided application can start from; null where the reply is about none that is made online
 * @param rewritten whether a language model had to rewrite the citizen's words for them to be understood; the reply's are approved all
 *     the same
 */
public record Turn(
        Dialogue dialogue,
        Reply reply,
        String release,
        @Nullable Application application,
        boolean rewritten) {
    /** One that was understood as it was said, and starts no application. */
    public Turn(Dialogue dialogue, Reply reply, String release) {
        this(dialogue, reply, release, null, false);
    }

    /** The same, known to come from words that were rewritten. */
    public Turn afterRewrite() {
        return new Turn(dialogue, reply, release, application, true);
    }
}
