package banshi.assistant;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import org.jspecify.annotations.Nullable;

/**
 * Something to pick (可选项), in the order shown.
 *
 * @param id short, unique within its reply
 * @param label a whole question or answer: said as an utterance of its own it is understood too
 * @param option of the situation that the reply asks about; null where something else is picked
 */
public record Choice(
        String id,
        String label,
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        @Nullable String option) {
    /** One that answers no question about the case. */
    public Choice(String id, String label, @Nullable MatterId matter, @Nullable AspectId aspect) {
        this(id, label, matter, aspect, null);
    }
}
