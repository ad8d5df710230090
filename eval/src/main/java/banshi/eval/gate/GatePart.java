package banshi.eval.gate;

import static banshi.eval.speed.Table.cell;

import banshi.assistant.replay.Ruling;
import banshi.channels.curation.Gate;
import banshi.channels.curation.ProcessGate;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentReader;
import banshi.eval.files.Scratch;
import banshi.eval.speed.Part;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long an editor waits from the click until it is known whether an edit may be published (门禁测速): the files of the draft are read and checked, compiled, and all questions asked, in the process that
 * the server starts for that.
 */
public final class GatePart implements Part {
    /** The first of them finds a JVM that has compiled nothing yet. */
    private static final int ROUNDS = 3;

    private static final double MOST_SECONDS = 20;

    /** As the server gives it. */
    private static final String HEAP = "-Xmx1280m";

    /** Longer than anybody measures. */
    private static final Duration KEPT = Duration.ofHours(1);

    /**
     * One edit, from its files to the verdict.
     *
     * @param round from 1
     * @param seconds in all
     * @param busy how long processors worked at it, all together, in seconds: what the wait would be made of on a machine that others use too
     * @param steps what was told to be done, in seconds, in that order
     */
    record Waited(
            Edit edit,
            int round,
            double seconds,
            double busy,
            Map<String, Double> steps,
            int questions,
            int moved,
            String verdict) {}

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String about() {
        return "from an edit to the verdict of the publish gate, in the trials' process: read, check, compile, replay";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException {
        var release = setting.requiredRelease().toAbsolutePath();
        var launcher = setting.requiredLauncher().toAbsolutePath();
        try (var scratch = Scratch.create("gate")) {
            var content = scratch.folder().resolve("content");
            copy(launcher.resolveSibling("corpus/content"), content);
            var data = scratch.folder().resolve("data");
            Files.createDirectories(data.resolve("releases"));
            Files.createSymbolicLink(data.resolve("releases").resolve(release.getFileName()), release);
            var command = List.of(
                    "/usr/bin/env",
                    "BANSHI_JAVA_OPTS=" + HEAP,
                    launcher.toString(),
                    "trial",
                    "--data",
                    data.toString());
            try (var gate =
                    new ProcessGate(new Elsewhere(), () -> release.getFileName().toString(), command, KEPT)) {
                return List.of(measure(gate, content, setting.progress()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (var file : ContentReader.contentFiles(from)) {
            var copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** Measures every edit in a content folder, which is as it was afterwards. */
    static Section measure(Gate gate, Path content, Consumer<String> progress) throws IOException {
        progress.accept("making ready, as when a draft is opened");
        long begin = System.nanoTime();
        gate.prepare(content);
        double ready = since(begin);
        var waited = new ArrayList<Waited>();
        for (int round = 1; round <= ROUNDS; round++)
            for (var edit : Edit.values()) {
                progress.accept("edit " + round + " of " + ROUNDS + ", " + edit.words());
                var one = edited(gate, content, edit, round);
                progress.accept(String.format(
                        Locale.ROOT,
                        "  %.1f s, %.1f of processors: %s",
                        one.seconds(),
                        one.busy(),
                        steps(one.steps())));
                waited.add(one);
            }
        return section(ready, waited);
    }

    private static Waited edited(Gate gate, Path content, Edit edit, int round) throws IOException {
        var name = edit.file(content);
        var file = content.resolve(name);
        var before = Files.readString(file);
        Files.writeString(file, edit.applied(name, before, round));
        try {
            return waited(gate, content, edit, round);
        } finally {
            Files.writeString(file, before);
        }
    }

    private static Waited waited(Gate gate, Path content, Edit edit, int round) {
        var steps = new Steps();
        double worked = worked();
        long begin = System.nanoTime();
        var outcome = gate.tryOut(content, List.of(), steps::begin);
        double seconds = since(begin);
        steps.end();
        double busy = worked() - worked;
        return switch (outcome) {
            case Gate.Tried(var release, var replay, var ruling, var reminders) ->
                new Waited(
                        edit,
                        round,
                        seconds,
                        busy,
                        steps.seconds(),
                        replay.questions(),
                        replay.moved().size(),
                        word(ruling));
            case Gate.Faulty(var complaints) -> throw new IllegalStateException("the edit is wrong: " + complaints);
        };
    }

    /** What is told to be done, and how long it takes. */
    private static final class Steps {
        private final Map<String, Double> seconds = new LinkedHashMap<>();
        private String doing = "";
        private long begun = System.nanoTime();

        void begin(String words) {
            end();
            doing = words.replaceAll("：.*|[0-9 ]", "");
        }

        void end() {
            if (!doing.isEmpty()) seconds.merge(doing, since(begun), Double::sum);
            begun = System.nanoTime();
        }

        Map<String, Double> seconds() {
            return seconds;
        }
    }

    /** The door that the server has in itself, for which nobody asks here. */
    private static final class Elsewhere implements Gate {
        @Override
        public Outcome tryOut(Path folder, List<String> real, Consumer<String> doing) {
            throw new UnsupportedOperationException("drafts are tried in the process");
        }

        @Override
        public String compile(Content content, Path folder, Consumer<String> doing) {
            throw new UnsupportedOperationException("nothing is compiled by itself");
        }

        @Override
        public void serve(String release) {
            throw new UnsupportedOperationException("nothing is served");
        }
    }

    /** How many seconds processors have worked for this JVM and those that it has started; not a number where the system does not tell. */
    private static double worked() {
        var current = ProcessHandle.current();
        return Stream.concat(Stream.of(current), current.descendants())
                .mapToDouble(process -> process.info()
                        .totalCpuDuration()
                        .map(worked -> worked.toMillis() / 1e3)
                        .orElse(Double.NaN))
                .sum();
    }

    /** In seconds. */
    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** What came out. */
    static Section section(double ready, List<Waited> all) {
        double worst = all.stream()
                .filter(w -> w.round() > 1)
                .mapToDouble(Waited::seconds)
                .max()
                .orElse(Double.NaN);
        return new Section(
                "从修改到门禁结论 From an edit to the verdict",
                "All content files are read and checked, a candidate is compiled beside the release that answers, and both are asked %,d questions: all phrasings, and the cases of one turn."
                                .formatted(all.getFirst().questions())
                        + " All of it in the process that the server keeps for trials, which was made ready before in %.1f s, as when a draft's changes are looked at."
                                .formatted(ready)
                        + " The first edit of each kind finds a JVM that has not done this before.",
                new Table(
                        List.of("edit", "round", "in all s", "processors s", "moved", "verdict", "steps s"),
                        all.stream()
                                .map(w -> List.of(
                                        cell(w.edit().words()),
                                        cell(w.round(), 0),
                                        cell(w.seconds(), 1),
                                        cell(w.busy(), 1),
                                        cell(w.moved(), 0),
                                        cell(w.verdict()),
                                        cell(steps(w.steps()))))
                                .toList()),
                List.of(new Target(
                        "an edit's verdict within %.0f s, the slowest after the first".formatted(MOST_SECONDS),
                        String.format(Locale.ROOT, "%.1f s", worst),
                        worst <= MOST_SECONDS)),
                List.of());
    }

    private static String steps(Map<String, Double> seconds) {
        return seconds.entrySet().stream()
                .map(step -> String.format(Locale.ROOT, "%s %.1f", step.getKey(), step.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String word(Ruling verdict) {
        return switch (verdict) {
            case Ruling.Passes passes -> "passes";
            case Ruling.Blocked(var rules) ->
                "blocked: "
                        + String.join(
                                ", ",
                                rules.stream()
                                        .map(r -> r.getClass().getSimpleName())
                                        .toList());
        };
    }
}
