package banshi.eval.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of the machine others used while we measured (旁人占用): a neighbour on one of two cores doubles a 99th percentile, so a
 * figure without this says little. From Linux's {@code /proc}; elsewhere not known.
 *
 * <p>What all processors did, less what this process and all that it started did. Ticks of 10 ms: too coarse for less than a second.
 */
public final class Neighbours {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux machine of ours

    private final long began = System.nanoTime();
    private final Path proc;
    private final double others;

    private Neighbours(Path proc) {
        this.proc = proc;
        others = others();
    }

    /** Begins to watch. */
    public static Neighbours watch() {
        return new Neighbours(PROC);
    }

    static Neighbours watch(Path proc) {
        return new Neighbours(proc);
    }

    /** How many processors others kept busy since the watch began, on average; not a number where that cannot be known. */
    public double cores() {
        return Math.max(0, others() - others) / ((System.nanoTime() - began) / 1e9);
    }

    /** The seconds of all processors that others have used. */
    private double others() {
        try {
            return (busyTicks() - ownTicks()) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private long busyTicks() throws IOException {
        var all = Files.readAllLines(proc.resolve("stat")).getFirst().trim().split(" +");
        // user nice system idle iowait irq softirq; the last two are worked for us as much as for others
        return Long.parseLong(all[1]) + Long.parseLong(all[2]) + Long.parseLong(all[3]);
    }

    /** Of this process and those it waited for, and of all that it started and that still run. */
    private long ownTicks() throws IOException {
        long ticks = ticks(ProcessHandle.current().pid());
        for (long pid : started()) ticks += ticks(pid);
        return ticks;
    }

    private static List<Long> started() {
        try (Stream<ProcessHandle> started = ProcessHandle.current().descendants()) {
            return started.map(ProcessHandle::pid).toList();
        }
    }

    private long ticks(long pid) {
        String line;
        try {
            line = Files.readString(proc.resolve(String.valueOf(pid)).resolve("stat"));
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
        var fields = line.substring(line.lastIndexOf(')') + 2).split(" "); // the name may hold anything
        long ticks = 0;
        for (int f = 11; f <= 14; f++) ticks += Long.parseLong(fields[f]); // utime stime cutime cstime
        return ticks;
    }
}
