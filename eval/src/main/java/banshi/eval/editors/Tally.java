package banshi.eval.editors;

import java.util.ArrayList;
import java.util.List;

/** What came of all saves (保存统计). Thread-safe. */
final class Tally {
    private final List<Save> acknowledged = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();
    private int merged;
    private int failures;

    synchronized void acknowledged(Save save, long took) {
        acknowledged.add(save);
        nanos.add(took);
    }

    /** Others had changed the same; both sides were looked at. */
    synchronized void merged(long took) {
        merged++;
        nanos.add(took);
    }

    synchronized void failed() {
        failures++;
    }

    synchronized List<Save> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Of each answer to a save. */
    synchronized long[] nanos() {
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    synchronized int merged() {
        return merged;
    }

    synchronized int failures() {
        return failures;
    }
}
