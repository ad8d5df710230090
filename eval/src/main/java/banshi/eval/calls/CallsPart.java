package banshi.eval.calls;

import static banshi.eval.speed.Table.cell;

import banshi.assistant.cases.CaseReader;
import banshi.assistant.cases.EvalCase;
import banshi.assistant.cases.MalformedCases;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Two hundred calls at the same time, at the speed at which people speak (模拟话务中心): the real server in a process of its own, speech recognition over four sockets, desks over forty. Of each of the
 * caller's utterances it is measured how long it takes from the final transcript being sent to the first card that follows from it being at the desk.
 */
public final class CallsPart implements Part {
    private static final int CALLS = 200;
    private static final int AGENTS = 40;
    private static final int STREAMS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final double P95_MILLIS = 100;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public String about() {
        return "200 calls at once: from a caller's words to the card at the desk; --time 120000 for two minutes";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher().toAbsolutePath().toString();
        var questions = setting.questions();
        if (questions == null)
            throw new IllegalArgumentException("no calls to make: name a folder of evaluation files");
        var calls = calls(questions);
        var key = UUID.randomUUID().toString();
        try (var scratch = Scratch.create("calls")) {
            var data = Files.createDirectory(scratch.folder().resolve("data"));
            Files.writeString(data.resolve("banshi.yaml"), """
                    banshi:
                      accounts: {second-factor: [auditor]}
                      open: {keys: {recognition: {secret: %s, scopes: [hotline], per-minute: 60000}}}
                    """.formatted(key));
            var log = scratch.folder().resolve("server.log");
            setting.progress().accept("starting the server");
            try (var server = ServerProcess.start(
                            List.of(launcher, "serve", "--data", data.toString()),
                            log,
                            "/api/v1/chat",
                            "{\"conversation\": \"bench\", \"text\": \"你好\"}");
                    var client = HttpClient.newHttpClient()) {
                return List.of(run(setting, server, log, client, calls, key));
            }
        }
    }

    private static List<EvalCase.Call> calls(Path folder) throws IOException {
        try {
            var calls = CaseReader.readFolder(folder).calls();
            if (calls.isEmpty()) throw new IOException("there are no hotline cases in " + folder);
            return calls;
        } catch (MalformedCases e) {
            throw new IOException(
                    "reading the calls in " + folder + ": " + e.problems().getFirst(), e);
        }
    }

    private static Section run(
            Setting setting, ServerProcess server, Path log, HttpClient client, List<EvalCase.Call> calls, String key)
            throws IOException, InterruptedException {
        setting.progress().accept("making " + AGENTS + " accounts");
        var admin = Staff.first(client, server, log);
        var tally = new CallTally();
        var lines = new ArrayList<Line>();
        try {
            for (int i = 1; i <= AGENTS; i++) lines.add(desk(client, server, admin, i, tally));
            var streams = new ArrayList<Line>();
            for (int i = 0; i < STREAMS; i++) {
                var stream = Line.open(
                        client,
                        server.uri(),
                        "/api/hotline/v1/stream",
                        Map.of("Authorization", "Bearer " + key),
                        frame -> acknowledged(frame, tally));
                streams.add(stream);
                lines.add(stream);
            }
            setting.progress()
                    .accept(CALLS + " calls for "
                            + setting.measured().plus(WARM_UP).toSeconds() + " s");
            call(setting, calls, streams, tally);
            Thread.sleep(2_000); // the last words are heard
            return section(tally, setting.measured(), server.residentMegabytes());
        } finally {
            lines.forEach(Line::close);
        }
    }

    private static Line desk(HttpClient client, ServerProcess server, Staff admin, int number, CallTally tally)
            throws IOException, InterruptedException {
        var agent = admin.colleague("agent." + number, "坐席" + number, "agent");
        var ticket =
                agent.ok("POST", "/api/v1/desk/ticket", Map.of()).path("ticket").stringValue();
        var desk = Line.open(
                client,
                server.uri(),
                "/ws/agent",
                Map.of("Origin", server.uri().toString()),
                frame -> suggested(frame, tally));
        desk.send(Map.of("type", "hello", "ticket", ticket));
        return desk;
    }

    private static void suggested(JsonNode frame, CallTally tally) {
        if (!frame.path("type").stringValue("").equals("suggestion")) return;
        for (var utterance : frame.path("basedOn").values())
            tally.suggested(frame.path("callId").stringValue(""), utterance.stringValue(""));
    }

    private static void acknowledged(JsonNode frame, CallTally tally) {
        switch (frame.path("type").stringValue("")) {
            case "ack" ->
                tally.kept(
                        frame.path("callId").stringValue(""),
                        frame.path("lastSeq").intValue(0));
            case "fault" -> tally.fault();
            default -> {}
        }
    }

    private static void call(Setting setting, List<EvalCase.Call> calls, List<Line> streams, CallTally tally)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + WARM_UP.plus(setting.measured()).toNanos();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < CALLS; i++) {
                var caller = new Caller(
                        "bench-" + i, "agent." + (i % AGENTS + 1), calls, streams.get(i % STREAMS), tally, i);
                all.add(people.submit(() -> {
                    caller.callUntil(deadline, WARM_UP);
                    return null;
                }));
            }
            Thread.sleep(WARM_UP);
            tally.measure(true);
            for (var one : all) one.get();
        } catch (ExecutionException e) {
            throw new IOException("a call came to an end too early", e.getCause());
        }
    }

    static Section section(CallTally tally, Duration measured, long megabytes) {
        var latency = Latency.of(tally.nanos());
        double p95 = latency.millis(.95);
        boolean isWhole = tally.unacknowledged() == 0 && tally.faults() == 0;
        return new Section(
                "两百路通话 Two hundred calls at once",
                String.format(
                        Locale.ROOT,
                        "%d calls at any time for %d s after %d s of warm-up, five letters a second, a partial transcript every half second, as %d sockets of a speech recognition send"
                                + " them; %d desks with a log-in each. Words are those of the development calls. card: from a caller's final transcript being"
                                + " sent to the first card that follows from it being at the desk, for those from which one follows. The load generator and the"
                                + " server share %d processors.",
                        CALLS,
                        measured.toSeconds(),
                        WARM_UP.toSeconds(),
                        STREAMS,
                        AGENTS,
                        Runtime.getRuntime().availableProcessors()),
                new Table(
                        List.of(
                                "calls",
                                "events/s",
                                "cards",
                                "p50 ms",
                                "p95 ms",
                                "p99 ms",
                                "slowest ms",
                                "not acknowledged",
                                "faults",
                                "resident MB"),
                        List.of(List.of(
                                cell(tally.calls(), 0),
                                cell(tally.events() / (double) Math.max(1, measured.toSeconds()), 0),
                                cell(tally.nanos().length, 0),
                                cell(latency.millis(.5), 0),
                                cell(p95, 0),
                                cell(latency.millis(.99), 0),
                                cell(latency.millis(1), 0),
                                cell((int) tally.unacknowledged(), 0),
                                cell(tally.faults(), 0),
                                cell((int) megabytes, 0)))),
                List.of(
                        new Target(
                                CALLS + " calls: from the words to the card p95 at most 100 ms",
                                String.format(Locale.ROOT, "%.0f ms", p95),
                                p95 <= P95_MILLIS),
                        new Target(
                                "every event acknowledged, no fault",
                                tally.unacknowledged() + " calls not, " + tally.faults() + " faults",
                                isWhole)),
                List.of());
    }
}
