package banshi.eval;

import banshi.eval.report.SpeedJson;
import banshi.eval.report.SpeedPage;
import banshi.eval.report.SpeedText;
import banshi.eval.soak.Soak;
import banshi.eval.soak.SoakSections;
import banshi.eval.soak.SoakSetting;
import banshi.eval.speed.Measured;
import banshi.eval.speed.Neighbours;
import banshi.eval.speed.Target;
import banshi.eval.subject.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a server of its own for a long time and looks whether it lasts (长稳测试命令): {@code soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all was as it should be",
            "1:a target was missed; a soak of a few minutes cannot show that memory is flat",
            "2:nothing could be asked"
        },
        description = {
            "Starts a server and asks it at a steady rate over every wire: JSON, streams, some of which break off, opinions and ratings, WeChat, other people's programs.",
            "Looks at every status, whether everything acknowledged is kept, and whether memory stays what it is."
        })
public final class SoakCommand implements Callable<Integer> {
    private static final int TOGETHER = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "1800",
            description = "for how long (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "8",
            description = "visits a second, of some three requests each (default: ${DEFAULT-VALUE})")
    private double visitsPerSecond;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "who says what (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "writes soak.html and soak.json into this folder, and what the server printed as server.log")
    private @Nullable Path out;

    @Option(
            names = "--questions",
            paramLabel = "DIR",
            required = true,
            description = "folder of evaluation files; their questions and conversations are what is said")
    private @Nullable Path questions;

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            required = true,
            description = "the program to start the server with")
    private @Nullable Path launcher;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.of(spec);
        try {
            if (out != null) Files.createDirectories(out);
            var log = out == null ? Files.createTempFile("banshi-soak-", ".log") : out.resolve("server.log");
            var setting = new SoakSetting(
                    given(launcher),
                    said(given(questions)),
                    Duration.ofSeconds(seconds),
                    visitsPerSecond,
                    seed,
                    log,
                    terminal::say);
            var neighbours = Neighbours.watch();
            var soak = Soak.run(setting);
            double others = neighbours.cores();
            if (out == null && soak.logged() == 0) Files.delete(log);
            else terminal.say("what the server printed is in " + log);
            var measured = SoakSections.of(soak).stream()
                    .map(section -> new Measured("soak", section, others))
                    .toList();
            for (var one : measured) terminal.print(SpeedText.of(one));
            if (out != null) {
                Files.writeString(out.resolve("soak.html"), SpeedPage.of(measured));
                Files.writeString(out.resolve("soak.json"), SpeedJson.of(measured));
            }
            boolean met = measured.stream()
                    .flatMap(m -> m.section().targets().stream())
                    .allMatch(Target::met);
            return met ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalArgumentException e) {
            throw terminal.misuse(e);
        } catch (IOException | UncheckedIOException e) {
            return terminal.failed(e);
        }
    }

    /** Conversations as they are, and single questions three by three. */
    private static List<List<String>> said(Path folder) throws IOException {
        var talks = new ArrayList<>(Asked.talks(folder));
        var questions = Asked.in(folder);
        for (int i = 0; i < questions.size(); i += TOGETHER)
            talks.add(questions.subList(i, Math.min(i + TOGETHER, questions.size())));
        return talks;
    }

    /** picocli has seen to it. */
    private static Path given(@Nullable Path path) {
        if (path == null) throw new IllegalArgumentException("a path is missing");
        return path;
    }
}
