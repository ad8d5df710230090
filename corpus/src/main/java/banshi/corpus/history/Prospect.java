package banshi.corpus.history;

import java.util.List;

/**
 * What a save would come to (预演).
 *
 * @param changes by file and field; of a file with conflicts none
 * @param conflicts what others changed otherwise; where there are any, nothing would be saved
 */
public record Prospect(List<Change> changes, List<Saved.Conflict> conflicts) {
    public Prospect {
        changes = List.copyOf(changes);
        conflicts = List.copyOf(conflicts);
    }
}
