package banshi.eval.editors;

import static banshi.eval.speed.Table.cell;

import banshi.corpus.history.Author;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Draft;
import banshi.corpus.history.Release;
import banshi.eval.files.Scratch;
import banshi.eval.load.ServerProcess;
import banshi.eval.load.Staff;
import banshi.eval.metrics.Latency;
import banshi.eval.speed.Part;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Fifty editors who save in one draft at the same time (五十人同时编辑): the real server in a process of its own, each with an account and a log-in, and afterwards
 * every acknowledged save looked for in the history.
 */
public final class EditorsPart implements Part {
    private static final int EDITORS = 50;

    /** Matters that everybody opens; each has some of its own besides. */
    private static final int SHARED = 5;

    private static final int OWN = 2;

    /** Between two saves; nobody types faster. */
    private static final Duration LOOKING = Duration.ofSeconds(2);

    /** What came of it. */
    record Outcome(Tally tally, Found found, Duration lasted) {}

    @Override
    public String name() {
        return "editors";
    }

    @Override
    public String about() {
        return "50 editors who save at the same time, and whether anything is lost; --time 300000 for five minutes";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher().toAbsolutePath().toString();
        try (var scratch = Scratch.create("editors")) {
            var data = Files.createDirectory(scratch.folder().resolve("data"));
            Files.writeString(data.resolve("banshi.yaml"), "banshi: {accounts: {second-factor: [auditor]}}\n");
            var log = scratch.folder().resolve("server.log");
            setting.progress().accept("starting the server");
            String draft;
            var tally = new Tally();
            try (var server = ServerProcess.start(
                            List.of(launcher, "serve", "--data", data.toString()),
                            log,
                            "/api/v1/chat",
                            "{\"conversation\": \"bench\", \"text\": \"你好\"}");
                    var client = HttpClient.newHttpClient()) {
                draft = edit(client, server, log, setting, tally);
            }
            setting.progress().accept("looking for " + tally.acknowledged().size() + " saves in the history");
            try (var history = history(data)) {
                var head = history.draft(new Draft.Id(draft)).orElseThrow().head();
                var found = Found.of(history, head, tally.acknowledged());
                return List.of(section(new Outcome(tally, found, setting.measured())));
            }
        }
    }

    /** Everybody edits; gives the draft. */
    private static String edit(HttpClient client, ServerProcess server, Path log, Setting setting, Tally tally)
            throws IOException, InterruptedException {
        setting.progress().accept("making " + EDITORS + " accounts");
        var admin = Staff.first(client, server, log);
        var staff = new ArrayList<Staff>();
        for (int i = 1; i <= EDITORS; i++) staff.add(admin.colleague("editor." + i, "编辑" + i, "editor"));
        var draft = staff.getFirst()
                .ok("POST", "/api/studio/v1/drafts", Map.of("title", "五十人同时改"))
                .path("id")
                .stringValue();
        var files = staff.getFirst()
                .ok("GET", "/api/studio/v1/files?under=matters/", null)
                .path("files")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        setting.progress()
                .accept(EDITORS + " editors save for " + setting.measured().toSeconds() + " s");
        long deadline = System.nanoTime() + setting.measured().toNanos();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < EDITORS; i++) {
                var editor = new Editor("编辑" + (i + 1), staff.get(i), draft, opened(files, i), i, tally);
                all.add(people.submit(() -> {
                    editor.editUntil(deadline, LOOKING);
                    return null;
                }));
            }
            for (var one : all) one.get();
        } catch (ExecutionException e) {
            throw new IOException("an editor came to an end too early", e.getCause());
        }
        return draft;
    }

    /** Some that everybody opens, and some of one's own. */
    private static List<String> opened(List<String> files, int editor) {
        var opened = new ArrayList<>(files.subList(0, SHARED));
        int rest = files.size() - SHARED;
        for (int i = 0; i < OWN; i++) opened.add(files.get(SHARED + (editor * OWN + i) % rest));
        return opened;
    }

    private static ContentHistory history(Path data) {
        return ContentHistory.open(
                new ContentHistory.Settings(
                        data.resolve("history.git"),
                        data,
                        new Release.Id("none"),
                        new Author("bench", "bench@banshi.invalid"),
                        null),
                InstantSource.system());
    }

    static Section section(Outcome outcome) {
        var saves = outcome.tally().acknowledged().size();
        var found = outcome.found();
        var latency = Latency.of(outcome.tally().nanos());
        boolean isWhole = saves > 0
                && found.kept() == saves
                && found.lost() == 0
                && outcome.tally().failures() == 0;
        return new Section(
                "多人同时编辑 Editors who save at the same time",
                String.format(
                        Locale.ROOT,
                        "%d editors with a log-in each in one draft, for %d s, on one machine with %d processors. Each opens a matter (five are everybody's, two are"
                                + " one's own), puts other words into one of four facts, saves, and looks for 1 to 3 s. 409 is answered as the page does: what the others"
                                + " wrote is read, and one's own saved on top of it. kept: acknowledged saves that stand in the history under the editor's name. lost:"
                                + " those that do not, or that replaced words which the editor had not seen. Times are of each answer to a save, 409 among them.",
                        EDITORS,
                        outcome.lasted().toSeconds(),
                        Runtime.getRuntime().availableProcessors()),
                new Table(
                        List.of(
                                "editors",
                                "acknowledged",
                                "kept",
                                "lost",
                                "both sides shown",
                                "failures",
                                "saves/s",
                                "p50 ms",
                                "p99 ms",
                                "slowest ms"),
                        List.of(List.of(
                                cell(EDITORS, 0),
                                cell(saves, 0),
                                cell(found.kept(), 0),
                                cell(found.lost(), 0),
                                cell(outcome.tally().merged(), 0),
                                cell(outcome.tally().failures(), 0),
                                cell(
                                        saves
                                                / (double) Math.max(
                                                        1, outcome.lasted().toSeconds()),
                                        1),
                                cell(latency.millis(.5), 0),
                                cell(latency.millis(.99), 0),
                                cell(latency.millis(1), 0)))),
                List.of(new Target(
                        EDITORS + " editors: every acknowledged save in the history, no update lost",
                        found.kept() + " of " + saves + " kept, " + found.lost() + " lost, "
                                + outcome.tally().failures() + " failures",
                        isWhole)),
                List.of());
    }
}
