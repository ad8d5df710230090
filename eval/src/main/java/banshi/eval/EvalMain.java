package banshi.eval;

import banshi.assistant.cases.CaseSet;
import banshi.eval.simulate.WalkedRelease;
import banshi.eval.subject.OpenedAssistant;
import banshi.eval.subject.Variants;
import banshi.eval.training.PublishedVariants;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of everything that measures (评测入口): {@code eval}, {@code ablation}, {@code bench} and more. */
@Command(
        name = "banshi",
        mixinStandardHelpOptions = true,
        description = "Measures how good and how fast the answers are.")
public final class EvalMain {
    private EvalMain() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(OpenedAssistant::open, PublishedVariants::new).execute(arguments));
    }

    static CommandLine commandLine(OpenedAssistant.Opener opener, Function<CaseSet, Variants> variants) {
        var bench = new CommandLine(new BenchCommand()).setOverwrittenOptionsAllowed(true); // the launcher names some
        bench.getCommandSpec().usageMessage().footer(BenchCommand.footer());
        var soak = new CommandLine(new SoakCommand()).setOverwrittenOptionsAllowed(true); // likewise
        return new CommandLine(new EvalMain())
                .addSubcommand(new EvalCommand(opener))
                .addSubcommand(new AblationCommand(variants))
                .addSubcommand(bench)
                .addSubcommand(new FiguresCommand())
                .addSubcommand(new PeersCommand(opener))
                .addSubcommand(new PublicSetsCommand())
                .addSubcommand(new SimulateCommand(WalkedRelease::open))
                .addSubcommand(soak)
                .addSubcommand(new TrainCommand());
    }
}
