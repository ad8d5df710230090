package banshi.eval;

import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.eval.publicsets.PublicPage;
import banshi.eval.publicsets.PublicSetsRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Measures our retrieval on public Chinese sets (公开集评测命令): {@code public-sets DIR}. Tables go to standard output, progress to
 * standard error. Nothing is trained on the sets, and none of their text is kept.
 */
@Command(
        name = "public-sets",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures our retrieval on public Chinese sets, beside plain baselines and published figures.",
            "The first run encodes every text: some twenty minutes for all sets on two cores; later ones take a few minutes."
        })
public final class PublicSetsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder with the sets, as their README files describe them")
    private Path data = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "NAME",
            description = "one set: ${COMPLETION-CANDIDATES}; repeatable",
            completionCandidates = Names.class)
    private List<String> only = List.of();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "folder that keeps what has been encoded, for the next run")
    private Path out = Path.of("");

    @Option(names = "--page", paramLabel = "FILE", description = "write the tables into this page, set by set")
    private @Nullable Path page;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "a quick look: the first N texts of a set; the page is left alone")
    private int sample = Integer.MAX_VALUE;

    @Option(
            names = "--tuned",
            description =
                    "with the encoder that was tuned on the content, not the published one; the page is left alone")
    private boolean tuned;

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec);
        var unknown = only.stream()
                .filter(name -> !PublicSetsRun.names().contains(name))
                .findFirst();
        if (unknown.isPresent()) throw terminal.misuse("there is no public set " + unknown.get());
        if (sample < 1) throw terminal.misuse("--sample is " + sample + "; allowed: 1 or more");
        try (var encoder = tuned ? OnnxSentenceEncoder.open() : OnnxSentenceEncoder.openPublished();
                var run = new PublicSetsRun(data, out, encoder, sample, terminal::say)) {
            for (String name : only.isEmpty() ? PublicSetsRun.names() : only) {
                var figures = run.measure(name);
                terminal.print(figures + "\n");
                if (page != null && sample == Integer.MAX_VALUE && !tuned)
                    Files.writeString(page, PublicPage.replaceIn(Files.readString(page), name, figures));
            }
            return CommandLine.ExitCode.OK;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return terminal.failed(e);
        }
    }

    /** The names of the sets, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return PublicSetsRun.names().iterator();
        }
    }
}
