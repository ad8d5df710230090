package banshi.eval.gate;

import static banshi.eval.speed.Table.cell;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.MalformedCases;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.replay.Baseline;
import banshi.assistant.replay.Replay;
import banshi.assistant.replay.ReplayQuestion;
import banshi.assistant.replay.Ruling;
import banshi.assistant.retrieval.RememberingEncoder;
import banshi.assistant.retrieval.SentenceEncoder;
import banshi.corpus.yaml.ContentReader;
import banshi.eval.files.Scratch;
import banshi.eval.speed.Part;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long an editor waits from an edit until it is known whether it may be published (门禁测速). */
public final class GatePart implements Part {
    /** The first of them finds a JVM that has compiled nothing yet. */
    private static final int ROUNDS = 3;

    private static final double MOST_SECONDS = 20;

    /**
     * One edit, from its content to the verdict.
     *
     * @param round from 1
     * @param compile in seconds, like the others
     * @param busy how long processors worked at it, all together: what the wait would be made of on a machine that others use too
     */
    record Waited(
            Edit edit,
            int round,
            double compile,
            double open,
            double replay,
            double busy,
            int questions,
            int moved,
            Ruling verdict) {
        double seconds() {
            return compile + open + replay;
        }
    }

    /**
     * What is needed once, before any edit.
     *
     * @param read all content files, in seconds; not a number where they are not there
     * @param baseline the replies of the release that answers, in seconds
     */
    record Before(double read, double baseline) {}

    @Override
    public String name() {
        return "gate";
    }

    @Override
    public String about() {
        return "from an edit to the verdict of the publish gate: compile, open, replay all phrasings and cases";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException {
        var folder = setting.requiredRelease();
        var encoder = OpenedAssistant.encoderOf(folder);
        var answering = Release.open(folder, encoder);
        var remembering = new RememberingEncoder(encoder, ReleaseCompiler.vectorsOf(List.of(folder), encoder));
        var baseline = new Baseline(answering, remembering, answering.summary().day());
        var cases = cases(setting.questions());
        setting.progress().accept("reading the content");
        double read = read(setting, answering);
        setting.progress().accept("asking the release that answers");
        var questions = new ArrayList<>(ReplayQuestion.phrasings(answering.content(), answering.content()));
        questions.addAll(cases);
        long begin = System.nanoTime();
        baseline.prepare(questions);
        var before = new Before(read, since(begin));
        var waited = new ArrayList<Waited>();
        try (var scratch = Scratch.create("gate")) {
            for (int round = 1; round <= ROUNDS; round++)
                for (var edit : Edit.values()) {
                    setting.progress().accept("edit " + round + " of " + ROUNDS + ", " + edit.words());
                    waited.add(waited(edit, round, folder, baseline, cases, encoder, scratch.folder()));
                }
        }
        return List.of(section(before, waited));
    }

    private static Waited waited(
            Edit edit,
            int round,
            Path folder,
            Baseline baseline,
            List<ReplayQuestion> cases,
            SentenceEncoder encoder,
            Path releases) {
        var answering = baseline.release();
        var content = edit.applied(answering.content(), round);
        var id = "r-" + edit.name().toLowerCase(Locale.ROOT) + "-" + round;
        double worked = worked();
        long begin = System.nanoTime();
        var compiled =
                ReleaseCompiler.compile(content, id, releases, List.of(folder), encoder, Instant.EPOCH, said -> {});
        double compile = since(begin);
        begin = System.nanoTime();
        var candidate = Release.open(compiled, encoder);
        double open = since(begin);
        begin = System.nanoTime();
        var questions = new ArrayList<>(ReplayQuestion.phrasings(answering.content(), content));
        questions.addAll(cases);
        var replay = Replay.of(baseline, candidate, questions);
        var verdict = Ruling.of(replay);
        double replayed = since(begin);
        return new Waited(
                edit,
                round,
                compile,
                open,
                replayed,
                worked() - worked,
                replay.questions(),
                replay.moved().size(),
                verdict);
    }

    /** How many seconds processors have worked for this JVM; not a number where the system does not tell. */
    private static double worked() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(worked -> worked.toMillis() / 1e3)
                .orElse(Double.NaN);
    }

    /** In seconds. */
    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double read(Setting setting, Release answering) {
        var launcher = setting.launcher();
        var content = launcher == null ? null : launcher.toAbsolutePath().resolveSibling("corpus/content");
        if (content == null || !Files.isDirectory(content)) return Double.NaN;
        long begin = System.nanoTime();
        ContentReader.read(content, answering.summary().day());
        return since(begin);
    }

    private static List<ReplayQuestion> cases(@Nullable Path folder) throws IOException {
        if (folder == null) return List.of();
        try {
            return ReplayQuestion.cases(CaseReader.readFolder(folder));
        } catch (MalformedCases e) {
            throw new IOException(
                    "reading the cases in " + folder + ": " + e.problems().getFirst(), e);
        }
    }

    /** What came out. */
    static Section section(Before before, List<Waited> all) {
        double worst = all.stream()
                .filter(w -> w.round() > 1)
                .mapToDouble(Waited::seconds)
                .max()
                .orElse(Double.NaN);
        return new Section(
                "从修改到门禁结论 From an edit to the verdict",
                "A candidate is compiled beside the release that answers, opened, and asked %,d questions: all phrasings, and the cases of one turn."
                                .formatted(all.getFirst().questions())
                        + " What the answering release replies was asked before, in %.1f s; reading and checking all content files took %.1f s, once."
                                .formatted(before.baseline(), before.read())
                        + " The first edit of each kind finds a cold JVM, the others one that has compiled before, as the server's has.",
                new Table(
                        List.of(
                                "edit",
                                "round",
                                "compile s",
                                "open s",
                                "replay s",
                                "in all s",
                                "processors s",
                                "moved",
                                "verdict"),
                        all.stream()
                                .map(w -> List.of(
                                        cell(w.edit().words()),
                                        cell(w.round(), 0),
                                        cell(w.compile(), 1),
                                        cell(w.open(), 1),
                                        cell(w.replay(), 1),
                                        cell(w.seconds(), 1),
                                        cell(w.busy(), 1),
                                        cell(w.moved(), 0),
                                        cell(word(w.verdict()))))
                                .toList()),
                List.of(new Target(
                        "an edit's verdict within %.0f s, the slowest after the first".formatted(MOST_SECONDS),
                        String.format(Locale.ROOT, "%.1f s", worst),
                        worst <= MOST_SECONDS)),
                List.of());
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
