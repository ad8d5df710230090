package banshi.eval;

import banshi.eval.bench.StagesPart;
import banshi.eval.calls.CallsPart;
import banshi.eval.editors.EditorsPart;
import banshi.eval.gate.GatePart;
import banshi.eval.graph.GraphPart;
import banshi.eval.growth.GrowthPart;
import banshi.eval.load.HttpPart;
import banshi.eval.load.WechatPart;
import banshi.eval.page.PagePart;
import banshi.eval.peers.PeersPart;
import banshi.eval.report.SpeedJson;
import banshi.eval.report.SpeedPage;
import banshi.eval.report.SpeedText;
import banshi.eval.speed.Measured;
import banshi.eval.speed.Neighbours;
import banshi.eval.speed.Part;
import banshi.eval.speed.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/**
 * Measures speed (测速命令): {@code bench}. Prints a table for each part as soon as it is measured, and what the project asks of it; a
 * missed target is no failure of the command. Short by default: figures to publish want {@code --forks 1} and longer times.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures speed, prints tables, writes plots. Some twenty minutes for all parts; longer --time for figures to publish.",
        footerHeading = "%nParts:%n")
public final class BenchCommand implements Callable<Integer> {
    /** In the order in which they are measured. */
    private static final List<Part> PARTS = List.of(
            new StagesPart(),
            new HttpPart(),
            new WechatPart(),
            new GrowthPart(),
            new GraphPart(),
            new PagePart(),
            new GatePart(),
            new EditorsPart(),
            new CallsPart(),
            new PeersPart());

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PART", arity = "0..*", description = "what to measure; all if none is named")
    private List<String> parts = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "write bench.html and bench.json into this folder")
    private @Nullable Path out;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            defaultValue = ".*",
            description = "of stages, only benchmarks whose name matches")
    private String only = ".*";

    @Option(
            names = "--forks",
            defaultValue = "0",
            description = "of stages, 0: in this JVM; 1: each in a fresh one (default: 0)")
    private int forks;

    @Option(names = "--warmup", paramLabel = "MS", defaultValue = "2000", description = "warm-up in ms (default: 2000)")
    private int warmupMillis;

    @Option(
            names = "--time",
            paramLabel = "MS",
            defaultValue = "3000",
            description = "measured in ms, each thing (default: 3000; open loops four times as long)")
    private int measuredMillis;

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,100000,1000000",
            description = "of growth, numbers of passages (default: 1000,100000,1000000)")
    private List<Integer> sizes = List.of();

    @Option(names = "--release", paramLabel = "DIR", description = "the compiled release to measure")
    private @Nullable Path release;

    @Option(
            names = "--questions",
            paramLabel = "DIR",
            description = "folder of evaluation files whose questions are asked (else: the release's own)")
    private @Nullable Path questions;

    @Option(names = "--launcher", paramLabel = "FILE", description = "the program to start servers with")
    private @Nullable Path launcher;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.of(spec);
        try {
            var setting = new Setting(
                    release,
                    questions,
                    launcher,
                    only,
                    forks,
                    Duration.ofMillis(warmupMillis),
                    Duration.ofMillis(measuredMillis),
                    sizes,
                    terminal::say);
            if (out != null) Files.createDirectories(out);
            var measured = new ArrayList<Measured>();
            for (var part : chosen()) {
                var neighbours = Neighbours.watch();
                var sections = part.measure(setting);
                double others = neighbours.cores();
                for (var section : sections) {
                    var one = new Measured(part.name(), section, others);
                    measured.add(one);
                    terminal.print(SpeedText.of(one));
                }
                if (out != null) write(out, measured); // what is measured is kept, even if the next part fails
            }
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw terminal.misuse(e);
        } catch (IOException | UncheckedIOException | JacksonException e) {
            terminal.failed(e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** In the order of {@link #PARTS}, whatever order they were named in. */
    private List<Part> chosen() {
        for (var name : parts)
            if (PARTS.stream().noneMatch(p -> p.name().equals(name)))
                throw new IllegalArgumentException("there is no part " + name + "; parts: "
                        + PARTS.stream().map(Part::name).collect(Collectors.joining(", ")));
        return PARTS.stream()
                .filter(p -> parts.isEmpty() || parts.contains(p.name()))
                .toList();
    }

    /** A line a part, for the end of the help. */
    static String[] footer() {
        return PARTS.stream()
                .map(p -> String.format("  %-8s %s", p.name(), p.about()))
                .toArray(String[]::new);
    }

    private static void write(Path folder, List<Measured> measured) throws IOException {
        Files.writeString(folder.resolve("bench.html"), SpeedPage.of(measured));
        Files.writeString(folder.resolve("bench.json"), SpeedJson.of(measured));
    }
}
