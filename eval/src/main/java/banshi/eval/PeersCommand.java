package banshi.eval;

import banshi.assistant.cases.MalformedCases;
import banshi.eval.peers.Comparison;
import banshi.eval.peers.Standings;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;

/**
 * Asks others what our assistant is asked, in the same run (对照评测命令): {@code peers}. A peer that this machine lacks is left out
 * with a word on what to install. Exits 0, or 2 where nothing could be measured.
 */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares our assistant with others on the same questions, for accuracy and latency: NLP.js, OpenSearch,",
            "PostgreSQL's trigrams, plain word search. Takes some tens of minutes; see docs/peers.md."
        })
public final class PeersCommand implements Callable<Integer> {
    private final OpenedAssistant.Opener opener;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--release", required = true, paramLabel = "DIR", description = "our compiled release")
    private Path release = Path.of("");

    @Option(names = "--questions", required = true, paramLabel = "DIR", description = "folder of evaluation files")
    private Path questions = Path.of("");

    @Option(
            names = "--only",
            paramLabel = "NAME",
            arity = "1..*",
            description = "only these: ours, ours-http, lucene, nlpjs-joint, nlpjs-apart, opensearch, pg_trgm")
    private List<String> only = List.of();

    @Option(
            names = "--learn-within",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "processor time for each of NLP.js's networks; what it has learned by then is used (default: 600)")
    private int learnWithin;

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "where peers are installed; kept, so that the next run need not download")
    private Path work = Path.of("");

    @Option(names = "--launcher", paramLabel = "FILE", description = "the program to start our server with")
    private @Nullable Path launcher;

    @Option(names = "--out", paramLabel = "DIR", description = "write peers.json and peers.md")
    private @Nullable Path out;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "a page with a place for the table, e.g. docs/peers.md")
    private @Nullable Path page;

    /** Opens assistants in the given way. */
    public PeersCommand(OpenedAssistant.Opener opener) {
        this.opener = opener;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            var standings = measure();
            var table = standings.markdown();
            if (page != null)
                Files.writeString(page, Standings.PART.replaceIn(Files.readString(page), Standings.PART.of(table)));
            if (out != null) {
                Files.createDirectories(out);
                Files.writeString(out.resolve("peers.json"), standings.json());
                Files.writeString(out.resolve("peers.md"), table);
            }
            Terminal.of(spec).print(table);
            return standings.measured().isEmpty() ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.OK;
        } catch (MalformedCases | IOException | JacksonException e) {
            return Terminal.of(spec).failed(e);
        } catch (IllegalArgumentException e) {
            throw Terminal.of(spec).misuse(e);
        }
    }

    private Standings measure() throws IOException, MalformedCases, InterruptedException {
        return new Comparison(opener, release, questions, work, launcher, Duration.ofSeconds(learnWithin))
                .run(only, Terminal.of(spec)::say);
    }
}
