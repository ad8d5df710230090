package banshi.eval;

import banshi.eval.bench.Harness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how fast the answers are (基准测试命令): {@code bench}. Short by default: figures to publish want a fork and 30 seconds. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures how fast the answers are: percentiles and bytes per call.")
public final class BenchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "REGEX",
            arity = "0..1",
            defaultValue = ".*",
            description = "only benchmarks whose name matches")
    private String include = ".*";

    @Option(names = "--forks", defaultValue = "0", description = "0: in this JVM; 1: in a fresh one (default: 0)")
    private int forks;

    @Option(names = "--warmup", paramLabel = "MS", defaultValue = "2000", description = "warm-up in ms (default: 2000)")
    private int warmupMillis;

    @Option(names = "--time", paramLabel = "MS", defaultValue = "3000", description = "measured in ms (default: 3000)")
    private int measuredMillis;

    @Option(names = "--release", paramLabel = "DIR", description = "the compiled release to measure")
    private @Nullable Path release;

    @Override
    public Integer call() {
        var params = new LinkedHashMap<String, String>();
        if (release != null) params.put("release", release.toString());
        var line = Objects.requireNonNull(spec).commandLine();
        try {
            var plan = new Harness.Plan(
                    include,
                    forks,
                    Duration.ofMillis(warmupMillis),
                    Duration.ofMillis(measuredMillis),
                    Map.copyOf(params));
            line.getOut().print(Harness.table(Harness.run(plan)));
            line.getOut().flush();
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, String.valueOf(e.getMessage()), e);
        }
    }
}
