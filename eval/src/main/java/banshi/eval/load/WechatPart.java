package banshi.eval.load;

import static banshi.eval.speed.Table.cell;
import static java.nio.charset.StandardCharsets.UTF_8;

import banshi.eval.files.Scratch;
import banshi.eval.speed.Part;
import banshi.eval.speed.Picture;
import banshi.eval.speed.Section;
import banshi.eval.speed.Setting;
import banshi.eval.speed.Table;
import banshi.eval.speed.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How soon five hundred citizens on WeChat see their answers (微信测速): the real server in a process of its own, WeChat's side played
 * as Tencent plays it, beside an empty server that gets as many posts in the same way.
 */
public final class WechatPart implements Part {
    private static final int CITIZENS = 500;
    private static final double MOST_MILLIS = 100;
    /** Slow enough that nothing waits for anything: what is answered then is what should be answered. */
    private static final Duration CALMLY = Duration.ofSeconds(10);

    private static final String ANSWERED = "banshi_wechat_answered_total";

    /** How five hundred messages come (到达方式). */
    enum Shape {
        BURST("500 in flight at once", Duration.ZERO),
        SECOND("500 within a second", Duration.ofSeconds(1));

        private final String words;
        private final Duration within;

        Shape(String words, Duration within) {
            this.words = words;
            this.within = within;
        }
    }

    /**
     * What five hundred citizens got, several times over.
     *
     * @param shape in words
     * @param told answers that the server counts as given by a reply, each message once; for the empty one as many as it got
     */
    record Row(String account, String shape, String questions, int messages, Crowd.Heard heard, int told) {
        boolean isExactlyOnce() {
            return heard.load().failures() == 0 && told == messages;
        }
    }

    @Override
    public String name() {
        return "wechat";
    }

    @Override
    public String about() {
        return "500 citizens on WeChat at the same time, plain and encrypted";
    }

    @Override
    public List<Section> measure(Setting setting) throws IOException, InterruptedException {
        var launcher = setting.requiredLauncher().toAbsolutePath().toString();
        setting.progress().accept("sorting questions by what it takes to read them");
        var kinds = QuestionKinds.of(setting.requiredRelease(), setting.questions());
        setting.progress().accept("starting the server and an empty one");
        try (var data = Scratch.create("bench")) {
            Files.writeString(data.folder().resolve("banshi.yaml"), OfficialAccount.settings());
            try (var serve = ServerProcess.start(
                            List.of(launcher, "serve", "--data", data.folder().toString()),
                            "/api/v1/chat",
                            "{\"conversation\": \"bench\", \"text\": \"你好\"}");
                    var echo = ServerProcess.start(
                            List.of(launcher, "echo"), "/echo", "{\"conversation\": \"bench\", \"text\": \"你好\"}");
                    var crowd = new Crowd(serve.address(), CITIZENS);
                    var beside = new Crowd(echo.address(), CITIZENS)) {
                var rows = new Rounds(setting, serve, crowd, beside).all(kinds);
                return List.of(section(rows));
            }
        }
    }

    /** The rounds of one run (轮次): every citizen writes once in each, and nobody in two. */
    private static final class Rounds {
        private final Setting setting;
        private final ServerProcess serve;
        private final Crowd crowd;
        private final Crowd beside;
        private final int rounds;
        private final Map<String, String> right = new HashMap<>();
        private long messages;
        private long made;

        Rounds(Setting setting, ServerProcess serve, Crowd crowd, Crowd beside) {
            this.setting = setting;
            this.serve = serve;
            this.crowd = crowd;
            this.beside = beside;
            rounds = (int) Math.max(1, 2 * setting.measured().toSeconds());
        }

        List<Row> all(QuestionKinds kinds) throws IOException, InterruptedException {
            var known = first(kinds.known());
            var fresh = first(kinds.fresh());
            warmUp(known, false);
            warmUp(fresh, true);
            var rows = new ArrayList<Row>();
            for (var shape : Shape.values()) {
                rows.add(echo(shape, fresh));
                for (var account : List.of(OfficialAccount.PLAIN, OfficialAccount.SEALED)) {
                    rows.add(row(account, shape, "known", known));
                    rows.add(row(account, shape, "fresh", fresh));
                }
            }
            return rows;
        }

        private void warmUp(List<String> questions, boolean neverTwice) throws IOException {
            setting.progress().accept("asking calmly what the answers are, and warming up");
            crowd.write(round(OfficialAccount.PLAIN, questions, neverTwice), calmly());
            for (var account : List.of(OfficialAccount.SEALED, OfficialAccount.PLAIN))
                crowd.write(round(account, questions, neverTwice), Duration.ZERO);
            beside.write(echoes(questions), Duration.ZERO);
        }

        /** As long as it takes for nothing to wait; a short measurement has no time for that and needs no right answers. */
        private Duration calmly() {
            return setting.measured().toSeconds() > 0 ? CALMLY : Duration.ZERO;
        }

        private static List<String> first(List<String> questions) {
            return Stream.generate(() -> questions)
                    .flatMap(List::stream)
                    .limit(CITIZENS)
                    .toList();
        }

        private Row row(OfficialAccount account, Shape shape, String kind, List<String> questions)
                throws IOException, InterruptedException {
            var encrypted = account.aesKey() == null ? "plain" : "AES";
            setting.progress().accept(shape.words + ", " + encrypted + ": " + kind + " questions");
            double before = told();
            var heard = new ArrayList<Crowd.Heard>();
            for (int i = 0; i < rounds; i++)
                heard.add(crowd.write(round(account, questions, kind.equals("fresh")), shape.within));
            int told = (int) (told() - before);
            return new Row(encrypted, shape.words, kind, rounds * CITIZENS, Crowd.Heard.together(heard), told);
        }

        private Row echo(Shape shape, List<String> questions) throws IOException {
            setting.progress().accept(shape.words + ", the empty server");
            var heard = new ArrayList<Crowd.Heard>();
            for (int i = 0; i < rounds; i++) heard.add(beside.write(echoes(questions), shape.within));
            int all = rounds * CITIZENS;
            return new Row("echo", shape.words, "any", all, Crowd.Heard.together(heard), all);
        }

        private double told() throws IOException, InterruptedException {
            return ServerMetrics.of(serve).sum(ANSWERED, "way=\"passive\"");
        }

        private List<Said> round(OfficialAccount account, List<String> questions, boolean neverTwice) {
            made++;
            var round = new ArrayList<Said>();
            for (var question : questions) {
                var citizen = "o" + Long.toString(++messages, Character.MAX_RADIX);
                var words = neverTwice ? Requests.drawnOut(question, made) : question;
                round.add(new Said(account, citizen, request(account.post(citizen, messages, words)), question, right));
            }
            return round;
        }

        private static List<Echoed> echoes(List<String> questions) {
            return questions.stream()
                    .map(question -> new Echoed(request(new OfficialAccount.Post(
                            "/echo",
                            "{\"conversation\": \"bench\", \"text\": \"" + question.replace('"', ' ') + "\"}"))))
                    .toList();
        }

        private static byte[] request(OfficialAccount.Post post) {
            var body = post.body().getBytes(UTF_8);
            var type = post.path().equals("/echo") ? "application/json" : "text/xml";
            return ("POST " + post.path() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + type
                            + "\r\nContent-Length: " + body.length + "\r\n\r\n" + post.body())
                    .getBytes(UTF_8);
        }
    }

    /**
     * A citizen's message on WeChat. The first reply to a question is taken to be right; every later one must be the same, of whoever asks.
     *
     * @param right by question
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Said(
            OfficialAccount account, String citizen, byte[] request, String question, Map<String, String> right)
            implements Crowd.Message {
        @Override
        public boolean isAnsweredBy(String body) {
            try {
                var shown = account.shown(citizen, body);
                return !shown.isEmpty() && shown.equals(right.computeIfAbsent(question, _ -> shown));
            } catch (IOException e) {
                return false;
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Echoed(byte[] request) implements Crowd.Message {
        @Override
        public boolean isAnsweredBy(String body) {
            return true;
        }
    }

    static Section section(List<Row> rows) {
        return new Section(
                "微信 WeChat, 500 citizens at the same time",
                String.format(
                        Locale.ROOT,
                        "Client and servers on one machine, %d processors. Each citizen writes once; a message's time counts from when it was"
                                + " due, and a post without an answer is dropped after 5 s and made again, three times in all. 500 in flight at"
                                + " once is a queue of 500 before the first answer: its 99th percentile is the time that all take. 500 within a"
                                + " second come one every 2 ms. known: published phrasings; fresh: questions that need the sentence encoder,"
                                + " never twice in the same letters. other replies: refused, or other words than the same question got when it"
                                + " was asked calmly. told: answers that the server counts as given.",
                        Runtime.getRuntime().availableProcessors()),
                new Table(
                        List.of(
                                "shape",
                                "account",
                                "question",
                                "p50 ms",
                                "p95 ms",
                                "p99 ms",
                                "slowest ms",
                                "messages",
                                "told",
                                "other replies",
                                "silent",
                                "posted again"),
                        rows.stream().map(WechatPart::cells).toList()),
                rows.stream()
                        .filter(r -> !r.account().equals("echo"))
                        .map(WechatPart::target)
                        .toList(),
                List.of(new Picture.Bars(
                        "wechat-p99",
                        "99 % 的人等到答复 By when 99 % have their answer",
                        "含空服务。The empty server among them.",
                        "ms",
                        List.of("p50", "p99"),
                        rows.stream()
                                .map(r -> new Picture.Row(
                                        (r.shape().contains("second") ? "1 s, " : "at once, ") + r.account() + ", "
                                                + r.questions(),
                                        List.of(
                                                r.heard().load().latency().millis(.5),
                                                r.heard().load().latency().millis(.99))))
                                .toList())));
    }

    private static List<Table.Cell> cells(Row row) {
        var latency = row.heard().load().latency();
        return List.of(
                cell(row.shape()),
                cell(row.account()),
                cell(row.questions()),
                cell(latency.millis(.5), 1),
                cell(latency.millis(.95), 1),
                cell(latency.millis(.99), 1),
                cell(latency.millis(1), 1),
                cell(row.messages(), 0),
                cell(row.told(), 0),
                cell(row.heard().wrong(), 0),
                cell(row.heard().silent(), 0),
                cell(row.heard().again(), 0));
    }

    private static Target target(Row row) {
        double p99 = row.heard().load().latency().millis(.99);
        return new Target(
                row.shape() + ", " + row.account() + ", " + row.questions()
                        + ": p99 at most 100 ms, every message answered once",
                String.format(
                        Locale.ROOT,
                        "%.1f ms, %s",
                        p99,
                        row.isExactlyOnce()
                                ? "each once"
                                : row.heard().load().failures() + " not as they should, " + row.told() + " told of "
                                        + row.messages()),
                p99 <= MOST_MILLIS && row.isExactlyOnce());
    }
}
