package banshi.corpus.xlsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts back what a row said before that is left out now (保留原样), so that leaving a row out does not take anything away. */
final class Restored {
    private Restored() {}

    /**
     * The rows without the bad ones, in place of each what it was before: the row of the same key, else the row that followed the same
     * row before and is gone. Rows that are put back have the number 0.
     *
     * @param bad compared by identity
     */
    static List<Row> without(Set<Row> bad, List<Row> now, List<Row> before) {
        var kept = new HashSet<List<String>>();
        var keys = new HashSet<List<String>>();
        for (var row : now) {
            if (bad.contains(row)) continue;
            kept.add(row.shown());
            if (!row.layout().key().isEmpty()) keys.add(row.key());
        }
        var place = new HashMap<List<String>, Integer>();
        Map<List<String>, Row> byKey = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            place.putIfAbsent(before.get(i).shown(), i);
            if (!before.get(i).layout().key().isEmpty())
                byKey.putIfAbsent(before.get(i).key(), before.get(i));
        }
        var left = new ArrayList<Row>();
        int previous = -1;
        for (var row : now) {
            if (!bad.contains(row)) {
                left.add(row);
                previous = place.getOrDefault(row.shown(), previous);
                continue;
            }
            var was = row.layout().key().isEmpty() ? null : byKey.get(row.key());
            if (was == null && previous + 1 < before.size()) was = before.get(previous + 1);
            if (was == null || kept.contains(was.shown())) continue;
            if (!was.layout().key().isEmpty() && !keys.add(was.key())) continue;
            kept.add(was.shown());
            left.add(new Row(was.layout(), 0, was.values()));
            previous = place.getOrDefault(was.shown(), previous);
        }
        return left;
    }
}
