package banshi.channels.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes content in (导入). */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Takes an edited workbook back into the content, or, with --from, makes a content folder of another city's"
                        + " catalogue; nothing is written unless all of it is sound.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.xlsx",
            description = "The workbook, as export wrote it and somebody edited it.")
    private @Nullable Path workbook;

    @Option(names = "--from", paramLabel = "FILE", description = "The catalogue: JSON Lines, gzipped or not.")
    private @Nullable Path from;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "With --from: how its fields map to ours; a name in corpus/profiles, or a .yaml file.")
    private @Nullable String profile;

    @Option(names = "--into", paramLabel = "DIR", description = "The folder to make. Default: <data>/cities/<profile>")
    private @Nullable Path into;

    @Option(
            names = "--skip-bad",
            paramLabel = "FILE",
            description = "Leave out what is wrong, put it there with the reasons, and import the rest.")
    private @Nullable Path refused;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there as well.")
    private @Nullable Path report;

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "Write questions for ./banshi eval that nothing learns from.")
    private @Nullable Path questions;

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "How many of them. Default: 200")
    private int count;

    /** For picocli. */
    ImportCommand() {}

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        if (workbook != null && from == null)
            return new ImportWorkbook(workbook, places.content(), refused, dryRun).run(out);
        if (from != null && profile != null && workbook == null)
            return new ImportOutside(from, profile, into, refused, report, questions, count, dryRun).run(places, out);
        throw new ParameterException(spec.commandLine(), "要导入什么？请给出一个工作簿 FILE.xlsx，或者 --from FILE 和 --profile NAME。");
    }
}
