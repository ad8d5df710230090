package banshi.eval.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import banshi.assistant.RequiredMaterial;
import banshi.assistant.cases.Act;
import banshi.assistant.cases.Pair;
import banshi.assistant.cases.Response;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Verdict;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpRespondentTest {
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String reply = "{}";
    private volatile String release = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/chat", exchange -> {
            asked.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            send(exchange, status, reply);
        });
        server.createContext("/api/v1/releases/current", exchange -> send(exchange, status, release));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsAReplyOfTheContract() throws Exception {
        reply = """
                {"act": "ask-situation", "matter": "m", "aspect": "a", "confidence": 0.8, "text": "几岁了",
                 "candidates": [{"matter": "m", "aspect": "a", "p": 0.8}, {"matter": "n", "aspect": "b", "p": 0.1}],
                 "choices": [{"id": "1", "label": "甲", "matter": "m", "aspect": "a"}, {"id": "2", "label": "乙"}],
                 "blocks": [], "verdict": "no", "materials": [{"id": "photo", "name": "照片", "required": false, "reason": "换证时"}], "template": "t", "release": "r", "conversation": "c", "novel": 1}""";

        try (var respondent = respondent()) {
            var replied = (Response.Replied) respondent.ask("问");

            assertThat(replied.act()).isEqualTo(Act.ASK_SITUATION);
            assertThat(replied.about()).contains(Pair.of("m", "a"));
            assertThat(replied.confidence()).isEqualTo(.8);
            assertThat(replied.candidates()).extracting(c -> c.matter().value()).containsExactly("m", "n");
            assertThat(replied.choices().getFirst().aspect()).isEqualTo(new AspectId("a"));
            assertThat(replied.choices().getLast().matter()).isNull();
            assertThat(replied.text()).isEqualTo("几岁了");
            assertThat(replied.verdict()).isEqualTo(Verdict.NO);
            assertThat(replied.materials()).containsExactly(new RequiredMaterial("photo", "照片", false, "换证时"));
            assertThat(replied.template()).isEqualTo("t");
        }
    }

    @Test
    void readsAReplyThatIsAboutNothing() throws Exception {
        reply =
                "{\"act\": \"emergency\", \"matter\": null, \"aspect\": null, \"candidates\": [], \"text\": \"打 110\", \"verdict\": null}";

        try (var respondent = respondent()) {
            assertThat(((Response.Replied) respondent.ask("问")).about()).isEmpty();
        }
    }

    @Test
    void neverAsksTwiceInOneConversationNotEvenInAnotherRun() throws Exception {
        reply = "{\"act\": \"decline\", \"text\": \"\"}";

        for (int run = 0; run < 2; run++) {
            try (var respondent = respondent()) {
                respondent.ask("一");
                respondent.ask("二");
            }
        }

        assertThat(asked)
                .extracting(q -> q.path("conversation").stringValue())
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(asked.getFirst().path("text").stringValue()).isEqualTo("一");
        assertThat(asked.getFirst().path("channel").stringValue()).isEqualTo("web");
    }

    @Test
    void keepsToOneConversationWhileItIsOpen() throws Exception {
        reply = "{\"act\": \"decline\", \"text\": \"\"}";

        try (var respondent = respondent()) {
            var first = respondent.open();
            var second = respondent.open();
            first.ask("一");
            second.ask("二");
            first.ask("三");
        }

        var names =
                asked.stream().map(q -> q.path("conversation").stringValue()).toList();
        assertThat(names.get(2)).isEqualTo(names.get(0)).isNotEqualTo(names.get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "not JSON",
                "{\"act\": \"sing\"}",
                "{\"act\": \"answer\", \"matter\": \"m\", \"aspect\": \"a\"}",
                "{\"act\": \"answer\", \"confidence\": 7}",
                "{\"act\": \"decline\", \"verdict\": \"maybe\"}",
                "{\"act\": \"decline\", \"candidates\": [{\"matter\": \"m\", \"aspect\": \"a\", \"p\": 2}]}"
            })
    void countsAReplyThatBreaksTheContractAsFailed(String broken) throws Exception {
        reply = broken;

        try (var respondent = respondent()) {
            assertThat(respondent.ask("问"))
                    .isInstanceOfSatisfying(
                            Response.Failed.class, f -> assertThat(f.what()).contains("contract"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 500, 503})
    void countsBadInputAndServerErrorsAsFailed(int broken) throws Exception {
        status = broken;

        try (var respondent = respondent()) {
            assertThat(respondent.ask("问")).isEqualTo(new Response.Failed("HTTP status " + broken));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429})
    void givesUpOnAServerThatDoesNotTakeTheQuestions(int refusal) {
        status = refusal;

        try (var respondent = respondent()) {
            assertThatThrownBy(() -> respondent.ask("问"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("status " + refusal);
        }
    }

    @Test
    void readsTheReleaseWithTheMattersWhereTheServerListsThem() throws Exception {
        try (var respondent = respondent()) {
            release = "{\"release\": \"2026-11-21.1\", \"matters\": 12, \"templates\": 144}";
            assertThat(respondent.about()).isEqualTo(new About("2026-11-21.1", null, null));

            release = "{\"release\": \"r\", \"matters\": [\"m\", {\"id\": \"n\"}]}";
            assertThat(respondent.about().matters()).containsExactlyInAnyOrder(new MatterId("m"), new MatterId("n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ftp://127.0.0.1", "/api"})
    void refusesWhatIsNoServerAddress(String address) {
        assertThatThrownBy(() -> new HttpRespondent(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(address);
    }

    private HttpRespondent respondent() {
        return new HttpRespondent(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
