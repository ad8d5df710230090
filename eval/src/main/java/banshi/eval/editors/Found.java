package banshi.eval.editors;

import banshi.corpus.history.Change;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Revision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What of the acknowledged saves stands in the history (留存核对).
 *
 * @param kept saves that are there, under their editor's name
 * @param lost saves that are not there, or that took the place of words which their editor had never seen: somebody's update that was lost
 */
record Found(int kept, int lost) {
    /** A revision, and what it changed of a field. */
    private record Written(Revision revision, Change change) {}

    /** Looks for each. */
    static Found of(ContentHistory history, Revision.Id head, List<Save> saves) {
        int kept = 0;
        int lost = 0;
        for (var ofFile :
                saves.stream().collect(Collectors.groupingBy(Save::file)).entrySet()) {
            var written = written(history, head, ofFile.getKey());
            for (var save : ofFile.getValue()) {
                var found = written.get(save.field() + " " + save.words());
                if (found == null || !found.revision().by().name().equals(save.by())) lost++;
                else {
                    kept++;
                    if (!found.change().before().equals(save.seen())) lost++;
                }
            }
        }
        return new Found(kept, lost);
    }

    /** By field and words; what was put in twice counts once. */
    private static Map<String, Written> written(ContentHistory history, Revision.Id head, String file) {
        var written = new HashMap<String, Written>();
        for (var past : history.past(head, file, ""))
            for (var change : past.changes())
                if (change.field().path().size() == 2)
                    written.put(
                            change.field().path().getFirst() + " " + change.after(),
                            new Written(past.revision(), change));
        return written;
    }
}
