package banshi.channels.hotline;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which seqs of a call are known (已知序号), as runs without gaps: what comes in order takes no more room for a long call than for a short one. Mutable, for one thread at a time.
 */
final class Seqs {
    /** Gaps that are borne; at 22 characters each, all of them are kept in a column of 100,000. */
    static final int MOST_RUNS = 4_000;

    /** First to last of each run. */
    private final TreeMap<Integer, Integer> runs = new TreeMap<>();

    /** As {@link #toString} wrote them. */
    static Seqs of(String written) {
        var seqs = new Seqs();
        if (!written.isEmpty())
            for (var run : written.split(",")) {
                int dash = run.indexOf('-');
                int first = Integer.parseInt(dash < 0 ? run : run.substring(0, dash));
                seqs.runs.put(first, dash < 0 ? first : Integer.parseInt(run.substring(dash + 1)));
            }
        return seqs;
    }

    boolean knows(int seq) {
        var run = runs.floorEntry(seq);
        return run != null && seq <= run.getValue();
    }

    /** Whether one more gap would be too many. */
    boolean isFullFor(int seq) {
        return runs.size() >= MOST_RUNS && !knows(seq) && !knows(seq - 1) && !knows(seq + 1);
    }

    void add(int seq) {
        if (knows(seq)) return;
        int first = seq;
        int last = seq;
        var before = runs.floorEntry(seq);
        if (before != null && before.getValue() == seq - 1) first = before.getKey();
        var after = runs.get(seq + 1);
        if (after != null) {
            last = after;
            runs.remove(seq + 1);
        }
        runs.put(first, last);
    }

    /** The highest up to which nothing is missing; 0 where the first is. */
    int last() {
        var run = runs.firstEntry();
        return run != null && run.getKey() == 1 ? run.getValue() : 0;
    }

    /** {@code 1-17,19}. */
    @Override
    public String toString() {
        return runs.entrySet().stream().map(Seqs::written).collect(Collectors.joining(","));
    }

    private static String written(Map.Entry<Integer, Integer> run) {
        return run.getKey().equals(run.getValue()) ? "" + run.getKey() : run.getKey() + "-" + run.getValue();
    }
}
