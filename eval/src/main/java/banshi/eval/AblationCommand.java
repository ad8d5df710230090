package banshi.eval;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.CaseSet;
import banshi.assistant.cases.MalformedCases;
import banshi.eval.metrics.Ablation;
import banshi.eval.report.AblationReport;
import banshi.eval.subject.AssistantRespondent;
import banshi.eval.subject.OpenedAssistant;
import banshi.eval.subject.Variants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures what each part of the assistant is worth (消融命令): {@code ablation FILE…}. Asks the same single questions with and without
 * each part. The times differ from run to run, the other figures do not. Exits 0, or 2 where nothing could be measured.
 */
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures what each part of the assistant is worth, on the single questions of evaluation files (JSONL).",
            "Each variant is compared with the whole assistant question by question."
        })
public final class AblationCommand implements Callable<Integer> {
    private final Function<CaseSet, Variants> variants;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "evaluation files")
    private List<Path> files = List.of();

    @Option(names = "--release", paramLabel = "DIR", description = "the compiled release to measure")
    private @Nullable Path release;

    @Option(names = "--day", description = "day on which the answers must be valid (default: the release's own)")
    private @Nullable LocalDate day;

    @Option(names = "--json", paramLabel = "OUT", description = "write it for ./banshi eval --html … --ablation")
    private @Nullable Path json;

    @Option(
            names = "--development",
            paramLabel = "DIR",
            description = "evaluation files to weigh what is left on, where evidence is left out")
    private @Nullable Path development;

    @Option(
            names = "--beside",
            paramLabel = "NAME=DIR",
            description = "another release to compare with, e.g. one of the published encoder; repeatable")
    private Map<String, Path> beside = Map.of();

    /** @param variants from development questions, which may be none */
    public AblationCommand(Function<CaseSet, Variants> variants) {
        this.variants = variants;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var singles = singlesOf(CaseReader.read(files));
            if (singles.singles().isEmpty()) throw new IOException("the files have no single questions");
            var compared = compare(singles);
            Terminal.of(spec).print(AblationReport.text(compared));
            if (json != null) Files.writeString(json, AblationReport.json(compared));
            return CommandLine.ExitCode.OK;
        } catch (MalformedCases | IOException | UncheckedIOException e) {
            return Terminal.of(spec).failed(e);
        }
    }

    private static CaseSet singlesOf(CaseSet all) {
        return new CaseSet(all.singles(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private CaseSet developmentCases() throws IOException, MalformedCases {
        return development == null ? CaseReader.read(List.of()) : CaseReader.readFolder(development);
    }

    private Ablation compare(CaseSet cases) throws IOException, MalformedCases, InterruptedException {
        var openers = new LinkedHashMap<>(variants.apply(developmentCases()).openers());
        beside.forEach((name, other) -> openers.put(name, own -> OpenedAssistant.open(other)));
        say("warming up");
        var whole = openers.values().iterator().next().open(release);
        evaluation(whole).run(cases, whole.about()); // else the first variant would pay for the JVM's start
        var runs = new ArrayList<Ablation.Run>();
        for (var variant : openers.entrySet()) {
            say("asking " + variant.getKey());
            var opened = variant.getValue().open(release); // anew, so that nothing that an earlier run left is of use
            var evaluation = evaluation(opened);
            var measured = evaluation.run(cases, opened.about());
            runs.add(new Ablation.Run(
                    variant.getKey(),
                    measured.results().singles(),
                    evaluation.latency().millis(.5)));
        }
        return Ablation.of(whole.release(), runs);
    }

    /** Does not look at how a question is read: that would take part of the work out of the time. */
    private Evaluation evaluation(OpenedAssistant opened) {
        return new Evaluation(
                new AssistantRespondent(
                        opened.assistant(), Optional.ofNullable(day).orElse(opened.day()), null),
                asked -> {});
    }

    private void say(String text) {
        Terminal.of(spec).say(text);
    }
}
