package banshi.channels.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes content in (导入). */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Makes a content folder of another city's catalogue; nothing is written unless every record is clean.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "FILE",
            description = "The catalogue: JSON Lines, gzipped or not.")
    @SuppressWarnings("NullAway.Init") // required
    private Path from;

    @Option(
            names = "--profile",
            required = true,
            paramLabel = "NAME",
            description = "How its fields map to ours: a name in corpus/profiles, or a .yaml file.")
    @SuppressWarnings("NullAway.Init") // required
    private String profile;

    @Option(names = "--into", paramLabel = "DIR", description = "The folder to make. Default: <data>/cities/<profile>")
    private @Nullable Path into;

    @Option(names = "--skip-bad", paramLabel = "FILE", description = "Put refused records there and import the rest.")
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
        return new ImportOutside(from, profile, into, refused, report, questions, count, dryRun)
                .run(places, spec.commandLine().getOut());
    }
}
