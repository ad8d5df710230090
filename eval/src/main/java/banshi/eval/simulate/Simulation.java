package banshi.eval.simulate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What came of many walks (模拟结果).
 *
 * @param matters how many were walked through
 * @param walks in the order of their numbers
 */
public record Simulation(String release, long seed, int matters, List<Walk> walks) {
    public Simulation {
        walks = List.copyOf(walks);
    }

    /**
     * Walks from number 1 on, on all cores.
     *
     * @param walks how many, at least 1
     * @param progress is told how many are done, now and then, from several threads
     */
    public static Simulation run(WalkedRelease release, long seed, int walks, IntConsumer progress) {
        var walker = new Walker(release, seed);
        var done = new AtomicInteger();
        var all = IntStream.rangeClosed(1, walks)
                .parallel()
                .mapToObj(number -> {
                    var walk = walker.walk(number);
                    progress.accept(done.incrementAndGet());
                    return walk;
                })
                .toList();
        return new Simulation(release.release(), seed, walker.matters(), all);
    }

    /** Those on which something went wrong. */
    public List<Walk> troubled() {
        return walks.stream().filter(w -> !w.findings().isEmpty()).toList();
    }

    /** How many findings there are of each kind; none for a kind without. */
    public Map<Trouble.Kind, Long> kinds() {
        return walks.stream()
                .flatMap(w -> w.findings().stream())
                .collect(Collectors.groupingBy(
                        f -> f.trouble().kind(), () -> new EnumMap<>(Trouble.Kind.class), Collectors.counting()));
    }

    /** Those that came past the opening. */
    public List<Walk> walked() {
        return walks.stream().filter(Walk::isWalked).toList();
    }

    /** How many walks ended in each way. */
    public Map<Walk.Ending, Long> endings() {
        return walks.stream()
                .collect(Collectors.groupingBy(
                        Walk::ending, () -> new EnumMap<>(Walk.Ending.class), Collectors.counting()));
    }

    /** How many of {@link #walked()} were asked about so many situations. */
    public Map<Integer, Long> questions() {
        return walked().stream().collect(Collectors.groupingBy(Walk::questions, TreeMap::new, Collectors.counting()));
    }

    /** How many situations were asked about on average of {@link #walked()}; 0 where there are none. */
    public double meanQuestions() {
        return walked().stream().mapToInt(Walk::questions).average().orElse(0);
    }

    /** How many turns {@link #walked()} took on average; 0 where there are none. */
    public double meanTurns() {
        return walked().stream().mapToInt(w -> w.exchanges().size()).average().orElse(0);
    }
}
