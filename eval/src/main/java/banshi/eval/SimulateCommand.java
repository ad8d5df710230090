package banshi.eval;

import banshi.eval.report.SimulationReport;
import banshi.eval.simulate.Simulation;
import banshi.eval.simulate.WalkedRelease;
import banshi.eval.simulate.Walker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Lets invented citizens talk with the assistant and looks for dead ends, loops and contradictions (模拟命令): {@code simulate}. What it finds is
 * the same for the same seed and release. Exits 0, 1 with findings, or 2 where nothing could be walked.
 */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:nothing was found", "1:something was found", "2:nothing could be walked"},
        description = {
            "Lets invented citizens talk with the assistant about every matter in turn, in random wording.",
            "Each has a case and tells the truth about it. Finds dead ends, loops and contradictions."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int EVERY = 1000;

    private final WalkedRelease.Opener opener;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--walks",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int walks;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "decides everything (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--walk", paramLabel = "N", description = "walks only this one, and prints what was said")
    private @Nullable Integer walk;

    @Option(names = "--release", paramLabel = "DIR", description = "the compiled release to walk through")
    private @Nullable Path release;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "writes figures and findings with what was said as JSON")
    private @Nullable Path out;

    /** @param opener how the release is opened */
    public SimulateCommand(WalkedRelease.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec);
        if (walks < 1) throw terminal.misuse("--walks " + walks + " is below 1");
        if (walk != null && walk < 1) throw terminal.misuse("--walk " + walk + " is below 1");
        try {
            var opened = opener.open(release);
            var simulation = walk == null ? many(opened) : one(opened, walk);
            terminal.print(
                    walk == null
                            ? SimulationReport.text(simulation)
                            : SimulationReport.transcript(simulation.walks().getFirst()));
            if (out != null) Files.writeString(out, SimulationReport.json(simulation));
            return simulation.troubled().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return terminal.failed(e);
        }
    }

    private Simulation many(WalkedRelease opened) {
        long began = System.nanoTime();
        var simulation = Simulation.run(opened, seed, walks, done -> {
            if (done % EVERY == 0) Terminal.of(spec).say(done + " of " + walks + " walks");
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        Terminal.of(spec)
                .say(String.format(Locale.ROOT, "%d walks in %.0f s, %.0f a second", walks, seconds, walks / seconds));
        return simulation;
    }

    private Simulation one(WalkedRelease opened, int number) {
        var walker = new Walker(opened, seed);
        return new Simulation(opened.release(), seed, walker.matters(), List.of(walker.walk(number)));
    }
}
