package banshi.eval;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.MalformedCases;
import banshi.assistant.release.Release;
import banshi.assistant.release.ReleaseCompiler;
import banshi.assistant.retrieval.EncoderAdapter;
import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.corpus.Content;
import banshi.corpus.yaml.CheckedContent;
import banshi.corpus.yaml.ContentJson;
import banshi.corpus.yaml.ContentReader;
import banshi.eval.files.Scratch;
import banshi.eval.training.Thresholds;
import banshi.eval.training.TunedModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Learns what a release does not learn by itself (训练命令): {@code train}. The encoder is tuned on the questions of the content;
 * weights and thresholds are chosen on development questions. What comes out are resources of the program, small enough for Git.
 */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Tunes the sentence encoder on the content, then chooses weights and thresholds; about an hour on two"
                        + " cores.")
public final class TrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--content", paramLabel = "DIR", required = true, description = "the content to learn from")
    private Path content = Path.of("");

    @Option(
            names = "--development",
            paramLabel = "DIR",
            required = true,
            description = "evaluation files to choose weights and thresholds on")
    private Path development = Path.of("");

    @Option(names = "--resources", paramLabel = "DIR", required = true, description = "where the results go")
    private Path resources = Path.of("");

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "2",
            description = "passes over all questions (default: 2)")
    private int epochs;

    @Option(names = "--keep-encoder", description = "only choose weights and thresholds, for the encoder that is there")
    private boolean keepsEncoder;

    @Option(
            names = "--release",
            paramLabel = "DIR",
            description = "with --keep-encoder: a release of this content and encoder, so that none has to be compiled")
    private @Nullable Path release;

    @Override
    public Integer call() {
        try {
            var read = ContentReader.read(content, LocalDate.now(ZoneId.of("Asia/Shanghai")));
            if (!(read instanceof CheckedContent.Sound(var sound, var warnings))) {
                say("the content in " + content + " has errors: ./banshi check tells them");
                return CommandLine.ExitCode.USAGE;
            }
            var cases = CaseReader.readFolder(development);
            var adapter = resources.resolve("retrieval/encoder.adapter");
            if (!keepsEncoder) tune(sound, adapter);
            choose(sound, adapter, cases);
            return CommandLine.ExitCode.OK;
        } catch (MalformedCases | IOException | UncheckedIOException e) {
            return Terminal.of(spec).failed(e);
        }
    }

    private void tune(Content sound, Path file) throws IOException {
        long start = System.nanoTime();
        var adapter = TunedModel.train(sound, epochs, (step, steps, loss) -> {
            var spent = Duration.ofNanos(System.nanoTime() - start);
            var left = spent.multipliedBy(steps - step).dividedBy(step);
            say(String.format(
                    Locale.ROOT,
                    "tuning: step %d of %d, loss %.3f, %d min gone, about %d min left",
                    step,
                    steps,
                    loss,
                    spent.toMinutes(),
                    left.toMinutes()));
        });
        try (var out = Files.newOutputStream(file)) {
            adapter.write(out);
        }
        say("written: " + file + ", " + Files.size(file) + " bytes");
    }

    private void choose(Content sound, Path adapter, CaseSet cases) throws IOException {
        var compiled = keepsEncoder ? release : null;
        try (var encoder = OnnxSentenceEncoder.of(model(adapter));
                var releases = Scratch.create("train")) {
            var folder = compiled != null
                    ? compiled
                    : ReleaseCompiler.compile(sound, "training", releases.folder(), encoder, Instant.EPOCH, this::say);
            var thresholds = Thresholds.choose(Release.open(folder, encoder), cases, this::say);
            write("understanding/judgement.json", thresholds.judgement());
            write("dialogue/policy.json", thresholds.policy());
            say("on the development questions: " + thresholds.effect());
        }
    }

    private void write(String name, Object value) throws IOException {
        Files.writeString(
                resources.resolve(name),
                ContentJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n");
        say("written: " + name);
    }

    /** The tuned model, or the published one as long as none was tuned. */
    private static byte[] model(Path adapter) throws IOException {
        var published = OnnxSentenceEncoder.publishedModel();
        if (!Files.exists(adapter)) return published;
        try (var in = new BufferedInputStream(Files.newInputStream(adapter))) {
            return EncoderAdapter.read(in).applyTo(published);
        }
    }

    private void say(String text) {
        Terminal.of(spec).say(text);
    }
}
