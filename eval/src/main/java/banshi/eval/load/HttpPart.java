package banshi.eval.load;

import static banshi.eval.speed.Table.cell;

import banshi.eval.files.Scratch;
import banshi.eval.speed.Part;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import banshi.eval.subject.HttpRespondent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What the real server does over HTTP (HTTP 负载测试), beside an empty WebFlux server of the same program with the same flags, both in
 * processes of their own. They are asked in turn, so that noise on the machine strikes both.
 */
public final class HttpPart implements Part {
    private static final String CHAT = "/api/v1/chat";
    private static final String ECHO = "/echo";
    private static final String FIRST = "{\"conversation\": \"bench\", \"text\": \"你好\"}";

    private static final List<Integer> CONNECTIONS = List.of(16, 64);
    private static final List<Integer> RATES = List.of(50, 100, 200);
    private static final int TURNS = 2;
    /** An open loop at 50 a second needs longer for a 99th percentile. */
    private static final int OPEN_TIMES = 4;
    /** At the start of each measured time, as a share of it, left out. */
    private static final int LEFT_OUT = 5;

    private static final double LEAST_SHARE = .4;
    private static final double MOST_MILLIS = 15;

    /** What is asked (问题种类). */
    private enum Kind {
        KNOWN,
        LEXICAL,
        FRESH;

        List<String> texts(QuestionKinds kinds) {
            return switch (this) {
                case KNOWN -> kinds.known();
                case LEXICAL -> kinds.lexical();
                case FRESH -> kinds.fresh();
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Published phrasings may come again, as they do; what they were read as may be remembered. */
        boolean neverTwice() {
            return this != KNOWN;
        }
    }

    /** A server and what it is asked next, kind by kind: no question comes back before all others had their turn. */
    private record Asked(ServerProcess server, Map<Kind, Requests> requests) {
        static Asked of(ServerProcess server, String path, QuestionKinds kinds) {
            var requests = new LinkedHashMap<Kind, Requests>();
            var run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
            for (var kind : Kind.values())
                requests.put(kind, new Requests(path, run + kind.word(), kind.texts(kinds), kind.neverTwice()));
            return new Asked(server, requests);
        }

        Load closed(Kind kind, int connections, Duration warmup, Duration measured) throws IOException {
            return LoadGenerator.closed(server.address(), connections, of(kind), warmup, measured);
        }

        Load open(Kind kind, int perSecond, Duration warmup, Duration measured) throws IOException {
            return LoadGenerator.open(server.address(), CONNECTIONS.getLast(), perSecond, of(kind), warmup, measured);
        }

        private Requests of(Kind kind) {
            return Objects.requireNonNull(requests.get(kind));
        }
    }

    /** Both servers under the same closed loop. */
    record Closed(String kind, int connections, Load ours, Load echo) {
        /** Not a number where the empty server gave no reply: then nothing is known, and nothing met. */
        double share() {
            return echo.nanos().length == 0 ? Double.NaN : ours.perSecond() / echo.perSecond();
        }
    }

    /** Both servers at the same rate. */
    record Open(int perSecond, Load ours, Load echo) {}

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String about() {
        return "the server over HTTP, closed and open loop, beside an empty WebFlux server";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher().toAbsolutePath().toString();
        setting.progress().accept("sorting questions by what it takes to read them");
        var kinds = QuestionKinds.of(setting.requiredRelease(), setting.questions());
        setting.progress().accept("starting the server and an empty one");
        try (var data = Scratch.create("bench");
                var serve = ServerProcess.start(
                        List.of(launcher, "serve", "--data", data.folder().toString()), CHAT, FIRST);
                var echo = ServerProcess.start(List.of(launcher, "echo"), ECHO, FIRST)) {
            var ours = Asked.of(serve, CHAT, kinds);
            var empty = Asked.of(echo, ECHO, kinds);
            for (var kind : Kind.values()) {
                setting.progress().accept("warming up: " + kind.word() + " questions");
                empty.closed(kind, CONNECTIONS.getFirst(), setting.warmup(), setting.warmup());
                ours.closed(kind, CONNECTIONS.getFirst(), setting.warmup(), setting.warmup());
            }
            var closed = new ArrayList<Closed>();
            for (int connections : CONNECTIONS)
                for (var kind : Kind.values()) closed.add(closed(ours, empty, kind, connections, setting));
            var open = new ArrayList<Open>();
            for (int rate : RATES) open.add(open(ours, empty, rate, setting));
            var about = about(serve, setting, kinds);
            return List.of(closedSection(closed, about), openSection(open, about));
        }
    }

    private static Closed closed(Asked ours, Asked empty, Kind kind, int connections, Setting setting)
            throws IOException {
        setting.progress().accept("closed loop, " + connections + " connections: " + kind.word() + " questions");
        var warmup = setting.measured().dividedBy(LEFT_OUT);
        var ourWindows = new ArrayList<Load>();
        var emptyWindows = new ArrayList<Load>();
        for (int turn = 0; turn < TURNS; turn++) {
            emptyWindows.add(empty.closed(kind, connections, warmup, setting.measured()));
            ourWindows.add(ours.closed(kind, connections, warmup, setting.measured()));
        }
        return new Closed(kind.word(), connections, Load.together(ourWindows), Load.together(emptyWindows));
    }

    private static Open open(Asked ours, Asked empty, int rate, Setting setting) throws IOException {
        setting.progress().accept("open loop: " + rate + " fresh questions a second");
        var measured = setting.measured().multipliedBy(OPEN_TIMES);
        var warmup = setting.measured().dividedBy(LEFT_OUT);
        var echo = empty.open(Kind.FRESH, rate, warmup, measured);
        return new Open(rate, ours.open(Kind.FRESH, rate, warmup, measured), echo);
    }

    private static String about(ServerProcess serve, Setting setting, QuestionKinds kinds)
            throws IOException, InterruptedException {
        try (var asked = new HttpRespondent(
                URI.create("http://127.0.0.1:" + serve.address().getPort()))) {
            return String.format(
                    Locale.ROOT,
                    "Release %s. Client and servers on one machine, %d processors. known: %,d published phrasings, asked again and again;"
                            + " lexical: %,d questions clear by their words; fresh: %,d that need the sentence encoder; neither"
                            + " asked twice in the same letters, %s.",
                    asked.about().release(),
                    Runtime.getRuntime().availableProcessors(),
                    kinds.known().size(),
                    kinds.lexical().size(),
                    kinds.fresh().size(),
                    setting.questions() == null
                            ? "all put differently than published"
                            : "of the evaluation files, with different openings");
        }
    }

    static Section closedSection(List<Closed> closed, String about) {
        var rows = new ArrayList<List<Table.Cell>>();
        for (var c : closed) {
            rows.add(row(c.kind(), c.connections(), c.ours(), c.share()));
            rows.add(row("  echo of it", c.connections(), c.echo(), 1));
        }
        var targets = closed.stream()
                .filter(c ->
                        c.connections() == CONNECTIONS.getFirst() && !c.kind().equals(Kind.FRESH.word()))
                .map(c -> new Target(
                        c.kind() + " questions at " + c.connections()
                                + " connections, at least 40 % of the empty server's requests a second",
                        String.format(Locale.ROOT, "%.0f %%", 100 * c.share()) + failures(c.ours()),
                        c.share() >= LEAST_SHARE && c.ours().failures() == 0))
                .toList();
        return new Section(
                "HTTP 闭环 Closed loop over HTTP",
                about
                        + " Each connection asks again as soon as it was answered; the empty server and ours in turn, twice.",
                new Table(
                        List.of(
                                "question",
                                "connections",
                                "requests/s",
                                "p50 ms",
                                "p95 ms",
                                "p99 ms",
                                "of echo",
                                "failures"),
                        rows),
                targets,
                List.of(new Picture.Bars(
                        "http-closed",
                        "每秒请求数 Requests a second",
                        "闭环；与空服务相比。Closed loop, beside an empty server.",
                        "/s",
                        List.of("ours", "echo"),
                        closed.stream()
                                .map(c -> new Picture.Row(
                                        c.kind() + ", " + c.connections(),
                                        List.of(c.ours().perSecond(), c.echo().perSecond())))
                                .toList())));
    }

    private static List<Table.Cell> row(String what, int connections, Load load, double share) {
        var latency = load.latency();
        return List.of(
                cell(what),
                cell(connections, 0),
                cell(load.perSecond(), 0),
                cell(latency.millis(.5), 2),
                cell(latency.millis(.95), 2),
                cell(latency.millis(.99), 2),
                cell(share, 2),
                cell(load.failures(), 0));
    }

    static Section openSection(List<Open> open, String about) {
        var rows = new ArrayList<List<Table.Cell>>();
        for (var o : open) {
            rows.add(openRow("fresh", o.perSecond(), o.ours()));
            rows.add(openRow("  echo of it", o.perSecond(), o.echo()));
        }
        var targets = open.stream()
                .filter(o -> o.perSecond() == RATES.getLast())
                .map(o -> new Target(
                        "fresh questions at " + o.perSecond() + " a second, p99 at most 15 ms",
                        String.format(Locale.ROOT, "%.1f ms", o.ours().latency().millis(.99)) + failures(o.ours()),
                        o.ours().latency().millis(.99) <= MOST_MILLIS
                                && o.ours().failures() == 0))
                .toList();
        return new Section(
                "HTTP 开环 Open loop over HTTP",
                about
                        + " A request is due at a steady rate whether or not earlier ones were answered, and its time counts from"
                        + " then (no coordinated omission).",
                new Table(
                        List.of("question", "due/s", "p50 ms", "p95 ms", "p99 ms", "p99.9 ms", "replies", "failures"),
                        rows),
                targets,
                List.of(new Picture.Curves(
                        "http-open",
                        "响应时间分布 How long the slowest wait",
                        "开环，从应发出时刻起算。From when a request was due.",
                        "每 N 个里最慢的一个 slowest of N",
                        "ms",
                        open.stream()
                                .map(o -> new Picture.Curve(o.perSecond() + "/s", slowest(o.ours())))
                                .toList())));
    }

    private static List<Table.Cell> openRow(String what, int rate, Load load) {
        var latency = load.latency();
        return List.of(
                cell(what),
                cell(rate, 0),
                cell(latency.millis(.5), 2),
                cell(latency.millis(.95), 2),
                cell(latency.millis(.99), 2),
                cell(latency.millis(.999), 2),
                cell(latency.replies(), 0),
                cell(load.failures(), 0));
    }

    private static List<Picture.Point> slowest(Load load) {
        var latency = load.latency();
        var points = new ArrayList<Picture.Point>();
        for (int of : new int[] {2, 5, 10, 20, 50, 100, 200, 500, 1_000})
            if (of <= latency.replies()) points.add(new Picture.Point(of, latency.millis(1 - 1.0 / of)));
        return points;
    }

    private static String failures(Load load) {
        return load.failures() == 0 ? "" : ", with " + load.failures() + " failures";
    }
}
