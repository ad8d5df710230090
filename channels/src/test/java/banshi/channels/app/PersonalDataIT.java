package banshi.channels.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.records.Postgres;
import banshi.channels.redis.RedisProcess;
import banshi.channels.traces.FakeCollector;
import banshi.channels.wechat.TencentApi;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The real program is told on every channel who it is that asks, and writes it nowhere: no file, no database, no Redis, no log, no trace, no figure, no question to
 * a language model. People are made up, and so are the words of {@code planted.txt}, which {@code ./banshi test} looks for in the log of the whole suite, too.
 */
@Timeout(300)
class PersonalDataIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CONVERSATION = "conversation-5f0c2f64";
    private static final String OPENID = "oNobodyElseHasThis";
    private static final String ASKED = "丢了怎么补";

    private final HttpClient client = HttpClient.newHttpClient();

    private final TencentApi tencent = new TencentApi();

    @TempDir
    Path data;

    @AfterEach
    void stop() {
        tencent.close();
    }

    private static List<String> planted() throws IOException {
        try (var in = PersonalDataIT.class.getResourceAsStream("planted.txt")) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }

    /** What must be nowhere: who it is, and what others call the conversation. */
    private static List<String> secrets() throws IOException {
        return Stream.concat(planted().stream(), Stream.of(CONVERSATION, OPENID))
                .toList();
    }

    private HttpResponse<String> post(URI server, String path, String type, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server + path))
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + RunningServer.API_KEY)
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String json(URI server, String path, Map<String, ?> body) throws Exception {
        var response = post(server, path, "application/json", JSON.writeValueAsString(body));
        assertThat(response.statusCode()).as(path + ": " + response.body()).isBetween(200, 204);
        return response.body();
    }

    private void wechat(URI server, String words) throws Exception {
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        var nonce = String.valueOf(words.hashCode());
        var signature = DigestUtils.sha1Hex(
                Stream.of(RunningServer.TOKEN, timestamp, nonce).sorted().reduce("", String::concat));
        var response = post(
                server,
                "/wx/mp/" + RunningServer.APPID + "?timestamp=" + timestamp + "&nonce=" + nonce + "&signature="
                        + signature,
                "text/xml",
                "<xml><ToUserName>" + RunningServer.ORIGINAL_ID + "</ToUserName><FromUserName>" + OPENID
                        + "</FromUserName><CreateTime>" + timestamp
                        + "</CreateTime><MsgType>text</MsgType><Content>" + words + "</Content><MsgId>"
                        + Math.abs(words.hashCode()) + "</MsgId></xml>");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<xml>");
    }

    /** Says it wherever something can be said. */
    private void tellsEverywhere(URI server) throws Exception {
        var told = new ArrayList<String>();
        for (var planted : planted()) {
            boolean name = planted.length() == 3;
            told.add(name ? "我叫" + planted + "，户口本" + ASKED : "户口本" + ASKED + "，打我电话" + planted);
        }
        told.add("我叫" + planted().getFirst() + "要转人工");
        for (var words : told) {
            var reply = json(server, "/api/v1/chat", Map.of("conversation", CONVERSATION, "text", words));
            var turn = JSON.readTree(reply).path("turn").stringValue();
            json(
                    server,
                    "/api/v1/feedback",
                    Map.of("conversation", CONVERSATION, "turn", turn, "helpful", false, "comment", words));
            json(server, "/api/chat/v1/messages", Map.of("sessionId", CONVERSATION, "text", words));
            json(
                    server,
                    "/v1/chat/completions",
                    Map.of("model", "banshi", "messages", List.of(Map.of("role", "user", "content", words))));
            json(server, "/webhooks/rest/webhook", Map.of("sender", CONVERSATION, "message", words));
            json(
                    server,
                    "/mcp",
                    Map.of(
                            "jsonrpc",
                            "2.0",
                            "id",
                            1,
                            "method",
                            "tools/call",
                            "params",
                            Map.of("name", "ask", "arguments", Map.of("question", words))));
            wechat(server, words);
            json(
                    server,
                    "/api/wechat/v1/accounts/" + RunningServer.APPID + "/notices",
                    Map.of(
                            "number",
                            "n" + told.indexOf(words),
                            "openid",
                            OPENID,
                            "notice",
                            "ready",
                            "values",
                            Map.of("thing1", words)));
        }
        assertThat(tencent.calls("/cgi-bin/message/template/send"))
                .as("notices")
                .hasSize(told.size());
        json(server, "/api/v1/ratings", Map.of("conversation", CONVERSATION, "level", 1, "comment", told.getFirst()));
        var handoff = json(
                server,
                "/api/v1/handoffs",
                Map.of(
                        "conversation",
                        CONVERSATION,
                        "callback",
                        Map.of("phone", planted().get(2))));
        var id = JSON.readTree(handoff).path("id").stringValue();
        for (var words : told) json(server, "/api/v1/handoffs/" + id + "/messages", Map.of("text", words));
        var missing = post(server, "/api/v1/handoffs/" + planted().get(2) + "/messages", "text/plain", told.getFirst());
        assertThat(missing.statusCode()).isGreaterThanOrEqualTo(400);
    }

    /** Follow-ups that are unclear without a language model. */
    private void tellsTheModel(URI server) throws Exception {
        for (var planted : planted())
            for (var form : List.of("摩托呢，名字%s", "姓名%s，那摩托", "摩托呢%s", "%s")) {
                if (planted.length() == 3 && !form.contains("名"))
                    continue; // a name is known where it is said to be one
                var conversation = form + planted.hashCode();
                var unclear = form.formatted(planted);
                for (var words : List.of("车子满四年了 那个标自己在网上怎么点出来", unclear))
                    json(server, "/api/v1/chat", Map.of("conversation", conversation, "text", words));
            }
    }

    private String settings(String more) {
        return """
                banshi:
                  limits: {per-minute: 1000, address-per-minute: 1000}
                  wechat:
                    per-minute: 1000
                    accounts:
                      - appid: %s
                        original-id: %s
                        token: %s
                        secret: 0123456789abcdef0123456789abcdef
                        notices: {ready: tm-1}
                    outbox: {api: '%s', answer-within: 30s}
                  open:
                    keys:
                      tests:
                        secret: %s
                        scopes: [chat, tools, notices]
                        per-minute: 1000
                """.formatted(
                                RunningServer.APPID,
                                RunningServer.ORIGINAL_ID,
                                RunningServer.TOKEN,
                                tencent.address(),
                                RunningServer.API_KEY)
                + more;
    }

    @Test
    void isInNoFile() throws Exception {
        var server = RunningServer.start(data, settings(""));
        tellsEverywhere(server.address());
        server.close();
        server.process().waitFor();

        assertThat(filesThatHold(data, List.of(ASKED))).as("what can be found").isNotEmpty();
        assertThat(filesThatHold(data, secrets())).isEmpty();
    }

    @Test
    void isInNoDatabaseNoRedisNoLogNoTraceAndNoQuestionToAModel() throws Exception {
        var database = Postgres.emptyDatabase();
        try (var redis = new RedisProcess();
                var collector = new FakeCollector();
                var model = new ModelServer(200, "户口本补办")) {
            var server = RunningServer.start(
                    data, settings("""
                  secret: 0123456789abcdef0123456789abcdef
                  records: {url: '%s', user: banshi}
                  redis: {url: '%s'}
                  traces: {endpoint: '%s', share: 1}
                  llm: {base-url: '%s', model: small, timeout: 10s}
                logging.structured.format.console: ecs
                """.formatted(database, redis.address(), collector.endpoint(), model.address())));
            tellsEverywhere(server.address());
            tellsTheModel(server.address());
            var figures = client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                            .header("Authorization", "Bearer " + RunningServer.OPERATIONS_KEY)
                            .build(),
                    BodyHandlers.ofString());
            var inRedis = everythingIn(redis);
            server.close();
            server.process().waitFor();

            var inDatabase = everythingIn(database);
            assertThat(inDatabase).contains(ASKED);
            assertThat(inRedis).isNotEmpty();
            assertThat(collector.spans()).isNotEmpty();
            assertThat(model.asked()).as("words were unclear").isNotEmpty();
            assertThat(figures.statusCode()).isEqualTo(200);
            for (var secret : secrets())
                assertThat(inDatabase
                                + inRedis
                                + collector.everything()
                                + model.asked()
                                + figures.body()
                                + server.printed())
                        .doesNotContain(secret);
            assertThat(filesThatHold(data, secrets())).isEmpty();
        }
    }

    /** Every row of every table. */
    private static String everythingIn(String database) throws Exception {
        var all = new StringBuilder();
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (names.next()) tables.add(names.getString(1));
            }
            for (var table : tables)
                try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) all.append(rows.getString(1)).append('\n');
                }
        }
        return all.toString();
    }

    /** Every key and its value, as bytes and as text. */
    private static String everythingIn(RedisProcess redis) {
        var all = new StringBuilder();
        try (var client = RedisClient.create(redis.address());
                var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            var sync = connection.sync();
            for (var key : sync.keys("*")) {
                all.append(new String(key, UTF_8)).append('\n');
                all.append(new String(sync.dump(key), UTF_8)).append('\n');
            }
        }
        return all.toString();
    }

    /** Files whose bytes hold one of the words, in an encoding that may be used there. */
    private static List<String> filesThatHold(Path folder, List<String> words) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (var word : words)
                    for (var encoded : List.of(
                            word.getBytes(UTF_8),
                            word.getBytes(StandardCharsets.UTF_16LE),
                            word.getBytes(StandardCharsets.UTF_16BE),
                            asH2Does(word)))
                        if (bytes.contains(new String(encoded, StandardCharsets.ISO_8859_1)))
                            found.add(file.getFileName() + ": " + word);
            }
        }
        return found;
    }

    /** As UTF-8, but that later bytes of a character are not marked (org.h2.mvstore.DataUtils). */
    private static byte[] asH2Does(String word) {
        var bytes = new ByteArrayOutputStream();
        word.chars().forEach(c -> {
            if (c >= 0x800) {
                bytes.write(0xe0 | (c >> 12));
                bytes.write((c >> 6) & 0x3f);
            } else if (c >= 0x80) bytes.write(0xc0 | (c >> 6));
            bytes.write(c < 0x80 ? c : c & 0x3f);
        });
        return bytes.toByteArray();
    }
}
