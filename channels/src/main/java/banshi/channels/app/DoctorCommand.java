package banshi.channels.app;

import banshi.assistant.release.ReleaseCompiler;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentReader;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what works, what does not and what is not there (自检). */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Tells what is connected and what is in the way; exit code 1 if something is.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The port that serve would take.")
    private int port;

    private boolean healthy = true;

    /** For picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() {
        tell("java", DoctorCommand::java);
        tell("encoder", () -> {
            try (var encoder = Knowledge.encoder()) {
                return encoder.fingerprint() + " on ONNX Runtime";
            }
        });
        tell("content", this::content);
        tell("release", this::release);
        tell("data", () -> {
            places.requireWritableData();
            return places.data().toAbsolutePath().normalize() + " can be written";
        });
        tell("port", () -> {
            Ports.requireFree(new ServeSettings("127.0.0.1", port));
            return port + " is free";
        });
        line("neo4j", "--", "not configured; the graph is compiled in memory");
        line("postgresql", "--", "not configured; nothing is stored yet that needs it");
        line("redis", "--", "not configured; conversations are kept in memory");
        return healthy ? 0 : 1;
    }

    private void tell(String what, Supplier<String> look) {
        try {
            line(what, "ok", look.get());
        } catch (RuntimeException e) {
            healthy = false;
            line(what, "!!", String.valueOf(e.getMessage()));
        }
    }

    private void line(String what, String state, String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-10s  %s  %s%n", what, state, words);
        out.flush();
    }

    private static String java() {
        if (Runtime.version().feature() < 25)
            throw new CannotStart("Java " + Runtime.version() + " is too old; install a JDK 25");
        return Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home");
    }

    private String content() {
        var root = places.content();
        return switch (ContentReader.read(root, LocalDate.now(Banshi.CLOCK))) {
            case CheckedContent.Sound sound -> CheckCommand.summary(sound.content());
            case CheckedContent.Faulty faulty ->
                throw new CannotStart(faulty.complaints().size() + " complaints; ./banshi check lists them");
        };
    }

    private String release() {
        try (var encoder = Knowledge.encoder()) {
            var id = ReleaseCompiler.idOf(places.content(), encoder);
            return places.compiled(id)
                    .map(folder ->
                            id + ", compiled in " + folder.toAbsolutePath().normalize())
                    .orElse(id + ", not compiled yet: serve does it");
        }
    }
}
