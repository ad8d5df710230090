package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program with and without a language model that rewrites follow-ups. */
class RewritingIT {
    private static final String FIRST = "车子满四年了 那个标自己在网上怎么点出来";
    private static final String UNCLEAR = "摩托呢";
    private static final String WHOLE = "申领机动车检验合格标志（年检、免检），摩托呢";
    private static final String KEY = "sk-nobody-may-see-this";

    @Test
    void answersByARewriteWhereAModelIsSetUp() throws Exception {
        try (var model = new ModelServer(200, WHOLE);
                var server =
                        RunningServer.start(Path.of("target", "it-data-llm"), """
                        banshi:
                          llm:
                            base-url: %s
                            model: small
                            api-key: %s
                            timeout: 10s
                        """.formatted(model.address(), KEY))) {
            var first = say(server.address(), "a", FIRST);
            assertThat(model.asked()).as("what is clear needs no model").isEmpty();
            var turn = say(server.address(), "a", UNCLEAR);

            assertThat(turn.path("act").stringValue()).isEqualTo("answer");
            assertThat(turn.path("matter")).isEqualTo(first.path("matter"));
            assertThat(turn.path("rewritten").booleanValue()).isTrue();
            assertThat(model.asked()).hasSize(1);
            assertThat(model.asked().getFirst())
                    .contains("申领机动车检验合格标志", UNCLEAR)
                    .doesNotContain(FIRST);
            var health = rewriting(server.address());
            assertThat(health.path("state").stringValue()).isEqualTo("ok");
            assertThat(health.path("counts"))
                    .isEqualTo(JsonMapper.shared()
                            .readTree("{\"used\":1,\"refused\":0,\"unclear\":0,\"failed\":0,\"skipped\":0}"));
        }
    }

    @Test
    void asksNobodyAndMissesNothingWithoutAnAddress() throws Exception {
        var server = RunningServer.address();
        say(server, "rewriting", FIRST);
        var turn = say(server, "rewriting", UNCLEAR);

        assertThat(turn.path("act").stringValue()).isEqualTo("clarify");
        assertThat(turn.path("rewritten").booleanValue()).isFalse();
        assertThat(rewriting(server).path("state").stringValue()).isEqualTo("off");
    }

    private static JsonNode say(URI server, String conversation, String text) throws IOException, InterruptedException {
        var body = JsonMapper.shared().writeValueAsString(Map.of("conversation", conversation, "text", text));
        return send(HttpRequest.newBuilder(server.resolve("/api/v1/chat"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static JsonNode rewriting(URI server) throws IOException, InterruptedException {
        var health = send(HttpRequest.newBuilder(server.resolve("/api/v1/health"))
                .header("Authorization", "Bearer " + RunningServer.OPERATIONS_KEY));
        return health.path("parts")
                .valueStream()
                .filter(part -> part.path("name").stringValue().equals("llm"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(response.body());
        }
    }
}
