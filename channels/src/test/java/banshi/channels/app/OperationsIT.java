package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.traces.FakeCollector;
import io.opentelemetry.proto.trace.v1.Span;
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
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of the real program: figures, traces, a log of JSON, and in none of them what was said. */
@Timeout(300)
class OperationsIT {
    private static final Path DATA = Path.of("target", "it-operations");
    private static final String QUESTION = "我要补办户口本，网上能办吗？";
    private static final String CONVERSATION = "conversation-5f0c2f64";

    private final HttpClient client = HttpClient.newHttpClient();

    private static String settings(FakeCollector collector) {
        return """
                banshi:
                  traces: {endpoint: '%s', share: 1}
                  wechat:
                    accounts:
                      - appid: %s
                        original-id: %s
                        token: %s
                logging.structured.format.console: ecs
                """.formatted(collector.endpoint(), RunningServer.APPID, RunningServer.ORIGINAL_ID, RunningServer.TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder post(URI server, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** A question to an account of another name, about which a warning is written. */
    private static HttpRequest.Builder misdirected(URI server) {
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        var sorted = Stream.of(RunningServer.TOKEN, timestamp, "nonce").sorted().toList();
        var signature = DigestUtils.sha1Hex(String.join("", sorted));
        return post(
                server,
                "/wx/mp/" + RunningServer.APPID + "?timestamp=" + timestamp + "&nonce=nonce&signature=" + signature,
                "<xml><ToUserName>gh_another</ToUserName><FromUserName>" + CONVERSATION
                        + "</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>" + QUESTION
                        + "</Content><MsgId>1</MsgId></xml>");
    }

    @Test
    void tellsHowRepliesGoAndNothingOfWhatIsSaid() throws IOException, InterruptedException {
        try (var collector = new FakeCollector();
                var server = RunningServer.start(DATA, settings(collector))) {
            var chat = "{\"conversation\":\"" + CONVERSATION + "\",\"text\":\"" + QUESTION + "\"}";
            var message = "{\"sessionId\":\"" + CONVERSATION + "\",\"text\":\"" + QUESTION + "\"}";
            assertThat(send(post(server.address(), "/api/v1/chat", chat)).statusCode())
                    .isEqualTo(200);
            assertThat(send(post(server.address(), "/api/chat/v1/messages", message))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(misdirected(server.address())).statusCode()).isEqualTo(403);
            var figures = send(HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                            .header("Authorization", "Bearer " + RunningServer.OPERATIONS_KEY))
                    .body();

            server.close();
            assertThat(server.process().waitFor()).isNotNegative();

            assertThat(documented())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(name -> assertThat(figures).contains(name));
            for (var route : List.of("/api/v1/chat", "/api/chat/v1/messages")) {
                var request = collector.named("POST " + route).getFirst();
                assertThat(collector.named("reply"))
                        .extracting(Span::getParentSpanId)
                        .contains(request.getSpanId());
            }
            var logged = server.printed().stream()
                    .filter(line -> line.startsWith("{"))
                    .map(OperationsIT::json)
                    .toList();
            assertThat(server.printed())
                    .filteredOn(line -> !line.startsWith("{")) // what the program says itself
                    .noneMatch(line -> line.contains("WARN") || line.contains("ERROR"));
            assertThat(logged).anySatisfy(line -> {
                assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
                assertThat(line.at("/message").asString()).contains(RunningServer.APPID, "original-id");
                assertThat(line.at("/trace/id").asString()).hasSize(32);
            });
            assertThat(figures + collector.everything() + server.printed()).doesNotContain("户口本", CONVERSATION, "补办");
        }
    }

    /** The figures that the operator's page names. */
    private static List<String> documented() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "operations.md"), StandardCharsets.UTF_8);
        return Pattern.compile("`(banshi_[a-z_]+)`")
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }
}
