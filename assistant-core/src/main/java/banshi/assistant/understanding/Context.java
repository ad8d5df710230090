package banshi.assistant.understanding;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said before the words that are read (上下文).
 *
 * @param matter spoken of now; null where none is
 * @param aspect asked of it last; null where nothing was
 * @param before matters that were spoken of before it
 * @param near what it is confused with
 * @param leadsTo where cases of it belong that are refused
 * @param offered matters among the last choices, where one of them had to be chosen
 * @param clues what the conversation shows, beside what the words show themselves
 */
public record Context(
        @Nullable MatterId matter,
        @Nullable AspectId aspect,
        Set<MatterId> before,
        Set<MatterId> near,
        Set<MatterId> leadsTo,
        Set<MatterId> offered,
        Set<Clue> clues) {
    public Context {
        before = Set.copyOf(before);
        near = Set.copyOf(near);
        leadsTo = Set.copyOf(leadsTo);
        offered = Set.copyOf(offered);
        clues = Set.copyOf(clues);
    }

    /** Whether a matter stands in some relation to what was said. */
    boolean knows(MatterId other) {
        return other.equals(matter)
                || before.contains(other)
                || near.contains(other)
                || leadsTo.contains(other)
                || offered.contains(other);
    }
}
