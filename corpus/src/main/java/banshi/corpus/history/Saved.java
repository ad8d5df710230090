package banshi.corpus.history;

import java.util.List;

/** What became of a save (保存结果). */
public sealed interface Saved {
    /**
     * It is kept.
     *
     * @param revision the draft's head now, which has what others saved meanwhile too; the head it had where nothing changed
     */
    record Done(Revision.Id revision) implements Saved {}

    /**
     * Others changed the same fields otherwise: nothing is saved. Whoever decides saves again on top of {@code theirs}.
     *
     * @param theirs the revision that has the others' side
     */
    record Conflicted(Revision.Id theirs, List<Conflict> conflicts) implements Saved {
        public Conflicted {
            conflicts = List.copyOf(conflicts);
        }
    }

    /** A field that both sides changed (冲突), in words; empty where a side has nothing there. */
    record Conflict(Field field, String base, String ours, String theirs) {}
}
