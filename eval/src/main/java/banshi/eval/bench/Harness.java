package banshi.eval.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of this package (基准测试): every call may be sampled, because a mean hides what a citizen waits for. Bytes are
 * those allocated per call, whoever allocated them.
 */
public final class Harness {
    private Harness() {}

    /**
     * Runs what matches, one benchmark after the other; takes about {@code forks × (warmup + measured)} each.
     *
     * @throws IllegalArgumentException if nothing matches, or a benchmark could not run
     */
    public static List<Timing> run(Plan plan) {
        var options = new OptionsBuilder()
                .include(plan.include())
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(plan.forks())
                .threads(1)
                .warmupIterations(1)
                .warmupTime(time(plan.warmup()))
                .measurementIterations(1)
                .measurementTime(time(plan.measured()))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        plan.params().forEach(options::param);
        try {
            return new Runner(options.build())
                    .run().stream()
                            .map(Harness::timing)
                            .sorted(Comparator.comparing(Timing::benchmark))
                            .toList();
        } catch (NoBenchmarksException e) {
            throw new IllegalArgumentException("no benchmark matches " + plan.include(), e);
        } catch (RunnerException e) {
            throw new IllegalArgumentException(
                    "a benchmark of " + plan.include() + " failed" + ": " + e.getMessage(), e);
        }
    }

    private static Timing timing(RunResult result) {
        var statistics = result.getPrimaryResult().getStatistics();
        var params = result.getParams();
        var name = new ArrayList<String>();
        for (var key : params.getParamsKeys()) name.add(key + "=" + params.getParam(key));
        return new Timing(
                shortName(params.getBenchmark())
                        + (name.isEmpty() ? "" : name.stream().collect(Collectors.joining(", ", "[", "]"))),
                statistics.getN(),
                statistics.getPercentile(50),
                statistics.getPercentile(95),
                statistics.getPercentile(99),
                statistics.getMean(),
                bytes(result));
    }

    private static double bytes(RunResult result) {
        var measured = result.getSecondaryResults();
        return measured.containsKey("gc.alloc.rate.norm")
                ? measured.get("gc.alloc.rate.norm").getScore()
                : Double.NaN;
    }

    /** {@code PlainTextBenchmark.rendersAReply} of the full name. */
    private static String shortName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static TimeValue time(Duration duration) {
        return TimeValue.milliseconds(duration.toMillis());
    }

    /**
     * What to run and for how long (测试计划).
     *
     * @param include a regular expression that a benchmark's full name must contain
     * @param forks 0 runs in this JVM, 1 in a fresh one with the same flags
     * @param params values for the benchmarks' {@code @Param} fields; names that a benchmark does not have are passed over
     */
    public record Plan(String include, int forks, Duration warmup, Duration measured, Map<String, String> params) {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if forks are neither 0 nor 1, or a time is not positive
         */
        public Plan {
            if (forks < 0 || forks > 1) throw new IllegalArgumentException("forks is " + forks + "; allowed: 0, 1");
            if (!warmup.isPositive() || !measured.isPositive())
                throw new IllegalArgumentException("warmup and measured time must be positive");
            params = Map.copyOf(params);
        }
    }

    /**
     * What came out (计时): percentiles and mean of single calls in microseconds.
     *
     * @param bytes allocated per call
     */
    public record Timing(
            String benchmark, long samples, double p50, double p95, double p99, double mean, double bytes) {}
}
