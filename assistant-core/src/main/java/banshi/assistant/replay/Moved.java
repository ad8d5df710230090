package banshi.assistant.replay;

import banshi.assistant.Block;
import banshi.assistant.cases.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question that the candidate replies to otherwise (变动的答复).
 *
 * @param differences in what the replies differ; at least one thing. A reply that failed differs in its act
 */
public record Moved(ReplayQuestion question, Set<Difference> differences, Side before, Side after) {
    public Moved {
        differences = Set.copyOf(differences);
    }

    /** What may differ, the gravest first (变动之处). */
    public enum Difference {
        ACT,
        MATTER,
        ASPECT,
        TEMPLATE,
        /** What is shown. */
        TEXT,
        /** What is not: sources, the verdict, what a machine reads of the materials, the form that is read out. */
        DETAILS
    }

    /**
     * What one release replies (一方).
     *
     * @param blocks empty where it failed to
     * @param outcome null where nobody has said what would be right
     */
    public record Side(
            Response response, List<Block> blocks, @Nullable Outcome outcome) {
        public Side {
            blocks = List.copyOf(blocks);
        }

        /** What broke, where there is no reply. */
        public Optional<String> failure() {
            return switch (response) {
                case Response.Replied replied -> Optional.empty();
                case Response.Failed(var what) -> Optional.of(what);
            };
        }
    }

    /** Whether it was right and no longer is. */
    public boolean isLost() {
        return before.outcome() == Outcome.RIGHT && after.outcome() != Outcome.RIGHT;
    }
}
