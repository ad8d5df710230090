package banshi.channels.proposals;

import banshi.channels.accounts.Actor;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * Words that are proposed (待提建议). They are masked, and cut where they are longer than anybody reads, before they are kept.
 *
 * @param origin what it comes from, as {@code edit:17}: of the same origin there is one proposal only; null where it may be proposed again. At most 64 characters
 * @param matter null where nobody has said which
 * @param aspect null likewise
 * @param question what was asked
 * @param answer what was said, in the words that are proposed
 * @param account the id of whose words they are
 * @param by who proposes them; himself, as a rule
 */
public record NewProposal(
        @Nullable String origin,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        String question,
        String answer,
        Source source,
        String account,
        Actor by) {
    /**
     * Checks that something was asked and said.
     *
     * @throws IllegalArgumentException if the question or the answer is blank
     */
    public NewProposal {
        if (question.isBlank()) throw new IllegalArgumentException("question is blank; allowed: what was asked");
        if (answer.isBlank()) throw new IllegalArgumentException("answer is blank; allowed: what was said");
    }
}
