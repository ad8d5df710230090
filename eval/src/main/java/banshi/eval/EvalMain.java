package banshi.eval;

import banshi.eval.subject.OpenedAssistant;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of everything that measures (评测入口): {@code eval} and {@code bench}. */
@Command(
        name = "banshi",
        mixinStandardHelpOptions = true,
        description = "Measures how good and how fast the answers are.")
public final class EvalMain {
    private EvalMain() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine(OpenedAssistant::open).execute(arguments));
    }

    static CommandLine commandLine(OpenedAssistant.Opener opener) {
        return new CommandLine(new EvalMain())
                .addSubcommand(new EvalCommand(opener))
                .addSubcommand(new BenchCommand())
                .addSubcommand(new FiguresCommand())
                .addSubcommand(new PublicSetsCommand())
                .addSubcommand(new TrainCommand());
    }
}
