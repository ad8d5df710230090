package banshi.channels.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes what is packaged with the program (编译版本); the launcher calls it once a build. */
@Command(
        name = "compile",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Compiles the content into a release, unless it is there; prints the release's folder.")
final class CompileCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(names = "--into", required = true, paramLabel = "DIR", description = "The folder of releases.")
    @SuppressWarnings("NullAway.Init") // required
    private Path into;

    /** For picocli. */
    CompileCommand() {}

    @Override
    public Integer call() {
        var progress = spec.commandLine().getErr();
        spec.commandLine().getOut().println(Knowledge.compile(places.content(), into, Banshi.CLOCK, progress::println));
        return 0;
    }
}
