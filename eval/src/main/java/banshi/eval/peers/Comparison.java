package banshi.eval.peers;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.MalformedCases;
import banshi.corpus.Content;
import banshi.corpus.yaml.ContentJson;
import banshi.eval.subject.OpenedAssistant;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that a comparison with others needs (对照评测).
 *
 * @param opener opens our assistant
 * @param release our compiled release
 * @param questions folder of evaluation files; their single questions are asked
 * @param work where peers are installed
 * @param launcher the program to start our server with, or null to leave it out
 * @param perNetwork processor time for each of NLP.js's networks
 */
public record Comparison(
        OpenedAssistant.Opener opener,
        Path release,
        Path questions,
        Path work,
        @Nullable Path launcher,
        Duration perNetwork) {
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int WARM_UP_QUESTIONS = 2_000;
    private static final int TURN = 50;

    /**
     * Teaches and asks; some tens of minutes for all.
     *
     * @param only names of {@link Lineup#NAMES}; all if empty
     * @param progress told what is being done
     * @throws IOException if the release or the questions cannot be read; a peer that fails is told of in the standings
     */
    public Standings run(Collection<String> only, Consumer<String> progress)
            throws IOException, MalformedCases, InterruptedException {
        var asked = CaseReader.readFolder(questions);
        var content = ContentJson.mapper().readValue(release.resolve("content.json"), Content.class);
        var id = ContentJson.mapper()
                .readTree(release.resolve("release.json"))
                .path("id")
                .asString("");
        var peers = new Lineup(opener, release, id, content, work, launcher, perNetwork).peers(only);
        var taught = Taught.of(content);
        double before = load();
        var plan = new Contest.Plan(id, taught, asked, WARM_UP, WARM_UP_QUESTIONS, TURN);
        var all = new Contest(plan, progress).run(peers);
        var machine = new Standings.Machine(Runtime.getRuntime().availableProcessors(), before, load());
        return new Standings(id, taught.size(), asked.singles().size(), machine, all);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
