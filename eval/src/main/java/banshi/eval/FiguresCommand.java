package banshi.eval;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.MalformedCases;
import banshi.eval.bench.Harness;
import banshi.eval.figures.FiguresTable;
import banshi.eval.figures.StartUp;
import banshi.eval.metrics.Measurement;
import banshi.eval.subject.AssistantRespondent;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures everything that the READMEs state and writes it into them (指标表命令): {@code figures}. Some three minutes. */
@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures what the READMEs state and writes the table into them; about three minutes.")
public final class FiguresCommand implements Callable<Integer> {
    private static final int STARTS = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PAGE", arity = "1..*", description = "pages with a place for the figures")
    private List<Path> pages = List.of();

    @Option(names = "--release", required = true, paramLabel = "DIR", description = "the compiled release to measure")
    private Path release = Path.of("");

    @Option(
            names = "--launcher",
            required = true,
            paramLabel = "FILE",
            description = "the program to start servers with")
    private Path launcher = Path.of("");

    @Option(names = "--questions", required = true, paramLabel = "DIR", description = "folder of evaluation files")
    private Path questions = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        try {
            say("asking the questions under " + questions.getFileName());
            var measured = measure();
            say("timing replies");
            var timings = Harness.run(new Harness.Plan(
                    "StageBenchmark\\.(reply|sentenceVector|searchPassages)",
                    1,
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(10),
                    Map.of("release", release.toString(), "questions", questions.toString())));
            say("starting servers");
            var table = FiguresTable.of(measured, timings, StartUp.measure(launcher, STARTS));
            for (var page : pages) Files.writeString(page, FiguresTable.replaceIn(Files.readString(page), table));
            Terminal.of(spec).print(table + "\n");
            return CommandLine.ExitCode.OK;
        } catch (MalformedCases | IOException | IllegalArgumentException e) {
            Terminal.of(spec).failed(e);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Each file by itself, so that a figure is never a mixture. */
    private List<Measurement> measure() throws IOException, MalformedCases, InterruptedException {
        var opened = OpenedAssistant.open(release);
        var measured = new ArrayList<Measurement>();
        for (var file : CaseReader.filesIn(questions)) {
            var evaluation = new Evaluation(AssistantRespondent.of(opened), asked -> {});
            measured.add(evaluation.run(CaseReader.read(List.of(file)), opened.about()));
        }
        return measured;
    }

    private void say(String what) {
        Terminal.of(spec).say(what);
    }
}
