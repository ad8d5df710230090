package banshi.corpus.history;

import java.util.List;

/** What one revision changed (修改记录). */
public record PastChange(Revision revision, List<Change> changes) {
    public PastChange {
        changes = List.copyOf(changes);
    }
}
