package banshi.channels.proposals;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Words that somebody of the front line proposes as a reply template (口径建议).
 *
 * @param matter null where nobody has said which
 * @param aspect null likewise
 * @param question masked
 * @param answer masked
 * @param account the id of whose words they are
 * @param decision null while it is open
 */
public record Proposal(
        long id,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        String question,
        String answer,
        Source source,
        String account,
        Instant at,
        State state,
        @Nullable Decision decision) {
    /**
     * What an editor decided.
     *
     * @param by the id of the account
     * @param draft the id of the one that was opened; null where none was
     * @param reason why it is declined; null where it is not
     */
    public record Decision(
            String by,
            Instant at,
            @Nullable String draft,
            @Nullable String reason) {}
}
