package banshi.eval.speed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What to measure and for how long (测速设置).
 *
 * @param release the compiled release; null where none was named
 * @param questions folder of evaluation files, whose questions no content has seen; null: the release's own, put a little differently
 * @param launcher the program that understands {@code serve} and {@code echo}; null where none was named
 * @param only of the benchmarks in process, those whose name contains this regular expression
 * @param forks 0 measures in process in this JVM, 1 each benchmark in a fresh one
 * @param warmup before each measured time
 * @param measured for each thing that is measured
 * @param sizes numbers of passages, ascending
 * @param progress told what is being done, in words for a terminal
 */
public record Setting(
        @Nullable Path release,
        @Nullable Path questions,
        @Nullable Path launcher,
        String only,
        int forks,
        Duration warmup,
        Duration measured,
        List<Integer> sizes,
        Consumer<String> progress) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if forks are neither 0 nor 1, a time or a size is not positive, or sizes do not ascend
     */
    public Setting {
        if (forks < 0 || forks > 1) throw new IllegalArgumentException("forks is " + forks + "; allowed: 0, 1");
        if (!warmup.isPositive() || !measured.isPositive())
            throw new IllegalArgumentException("warmup and measured time must be positive");
        sizes = List.copyOf(sizes);
        int last = 0;
        for (int size : sizes) {
            if (size <= last) throw new IllegalArgumentException("sizes are " + sizes + "; they must ascend from 1");
            last = size;
        }
    }

    /**
     * The release, for a part that cannot do without.
     *
     * @throws IllegalArgumentException if none was named
     */
    public Path requiredRelease() {
        if (release == null) throw new IllegalArgumentException("no release is named: give --release DIR");
        return release;
    }

    /**
     * The launcher, for a part that cannot do without.
     *
     * @throws IllegalArgumentException if none was named
     */
    public Path requiredLauncher() {
        if (launcher == null)
            throw new IllegalArgumentException("no program to start servers with: give --launcher FILE");
        return launcher;
    }
}
