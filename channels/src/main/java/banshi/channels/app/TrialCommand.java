package banshi.channels.app;

import banshi.assistant.cases.CaseSet;
import banshi.assistant.release.Release;
import banshi.assistant.release.Releases;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.channels.curation.Gate;
import banshi.channels.curation.ReleaseGate;
import banshi.channels.curation.TrialProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries candidates for a server that started it (试发布进程), asked line by line on its input; ends with that. */
@Command(name = "trial", hidden = true, description = "Tries candidate releases for the server that starts it.")
final class TrialCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final Places places = new Places();

    /** Of its own, whatever the server has: content, two releases and what both reply. */
    private static final String HEAP = "-Xmx1280m";

    /** Citizens come first. */
    private static final Path NICE = Path.of("/usr/bin/nice");

    /** For picocli. */
    TrialCommand() {}

    /** Starts this beside a server: the same program, told the same but for its heap. */
    static List<String> command(Places places) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(NICE)) command.addAll(List.of(NICE.toString(), "-n", "5"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xmx")
                        && !argument.startsWith("-XX:AOTCacheOutput")
                        && !argument.startsWith("-agentlib")
                        && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                Banshi.class.getName(),
                "trial",
                "--data",
                places.data().toString()));
        return command;
    }

    @Override
    public Integer call() throws IOException {
        try (var encoder = Knowledge.encoder()) {
            var cases = CurationWiring.cases(Places.cases());
            new TrialProcess(new OneGate(places, encoder, cases))
                    .run(
                            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                            spec.commandLine().getOut());
            return 0;
        }
    }

    /** The gate before the release that was last asked for: what it knows of that is kept for the next trial. */
    private static final class OneGate implements Function<String, Gate> {
        private final Places places;
        private final SentenceEncoder encoder;
        private final CaseSet cases;
        private @Nullable Release answering;
        private @Nullable Gate gate;

        OneGate(Places places, SentenceEncoder encoder, CaseSet cases) {
            this.places = places;
            this.encoder = encoder;
            this.cases = cases;
        }

        @Override
        public Gate apply(String release) {
            if (gate != null && answering != null && answering.summary().id().equals(release)) return gate;
            var folder = places.compiled(release)
                    .orElseThrow(() -> new IllegalArgumentException("there is no compiled release " + release));
            answering = Release.open(folder, encoder);
            gate = new ReleaseGate(
                    new Releases(answering), places.releases(), places::compiled, encoder, cases, Banshi.CLOCK);
            return gate;
        }
    }
}
