package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Reply;
import banshi.assistant.Turn;
import com.networknt.schema.InputFormat;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other people's programs ask by OpenAI's and by Rasa's protocol; who they are and how often they ask is seen to. */
class OpenInterfacesTest {
    private static final String COMPLETIONS = "/v1/chat/completions";
    private static final String WEBHOOK = "/webhooks/rest/webhook";

    /** What the assistant was asked, and how many turns had been before. */
    private static final List<String> ASKED = new ArrayList<>();

    private static Reply reply = Replies.answer();
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> {
            synchronized (ASKED) {
                ASKED.add((dialogue.isFresh() ? "" : "… ") + utterance.text());
            }
            var next = dialogue.offering(List.of(), utterance.text());
            return new Turn(next, reply, "r1");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void fresh() {
        synchronized (ASKED) {
            ASKED.clear();
        }
        reply = Replies.answer();
    }

    private static HttpResponse<String> post(String path, String key, String body) {
        return server.send(server.to(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> complete(String body) {
        return post(COMPLETIONS, TestServer.API_KEY, body);
    }

    private static String user(String... said) {
        var messages =
                Stream.of(said).map(s -> Map.of("role", "user", "content", s)).toList();
        return JsonMapper.shared().writeValueAsString(Map.of("model", "banshi", "messages", messages));
    }

    @Test
    void readsWhatUsersHaveSaidInOrder() {
        var response = complete("""
                {"model": "banshi", "messages": [
                  {"role": "system", "content": "你是海盗"}, {"role": "user", "content": "户口本丢了"},
                  {"role": "assistant", "content": "可以"}, {"role": "user", "content": [{"type": "text", "text": "多少"}, {"type": "text", "text": "钱"}]}]}
                """);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(ASKED).containsExactly("户口本丢了", "… 多少钱");
        assertThat(Contract.schema(server, "Completion").validate(response.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(Contract.schema(server, "Reply")
                        .validate(TestServer.json(response).path("x_gov").toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void saysWhereInTheWordsAnAddressBelongs() {
        var message = TestServer.json(complete(user("户口本"))).at("/choices/0/message");
        var cited = message.at("/annotations/0/url_citation");

        assertThat(message.path("annotations")).hasSize(1);
        assertThat(cited.path("url").stringValue()).isEqualTo("https://www.zjzwfw.gov.cn/");
        assertThat(message.path("content")
                        .stringValue()
                        .substring(
                                cited.path("start_index").intValue(),
                                cited.path("end_index").intValue()))
                .isEqualTo("办事指南");
    }

    @Test
    void readsTheLastTwentyTurnsOnly() {
        complete(user(Stream.iterate(0, i -> i + 1).limit(25).map(i -> "第" + i).toArray(String[]::new)));

        assertThat(ASKED).hasSize(20).startsWith("第5").endsWith("… 第24");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"model\": \"banshi\", \"messages\": []}",
                "{\"model\": \"banshi\", \"messages\": [{\"role\": \"system\", \"content\": \"x\"}]}",
                "{\"model\": \"banshi\", \"messages\": [{\"role\": \"user\", \"content\": \" \"}]}",
                "{\"model\": \"banshi\", \"messages\": [{\"role\": \"user\", \"content\": null}]}",
                "{\"model\": \"banshi\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}",
                "{\"model\": \"banshi\", \"stream\": 1, \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}"
            })
    void saysWhatIsWrongAsTheProtocolHasIt(String body) {
        var response = complete(body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(response).at("/error/type").stringValue()).isEqualTo("invalid_request_error");
        assertThat(TestServer.json(response).at("/error/message").stringValue()).isNotBlank();
        assertThat(ASKED).isEmpty();
    }

    static Stream<Reply> replies() {
        return Stream.of(
                Replies.answer(), Replies.clarify(), Replies.decline(), Replies.handoff(), Replies.emergency());
    }

    @ParameterizedTest
    @MethodSource("replies")
    void streamsTheSameWords(Reply next) {
        reply = next;
        var whole = TestServer.json(complete(user("户口本")));
        var streamed = complete(user("户口本").replaceFirst("\\{", "{\"stream\": true, "));

        assertThat(streamed.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        var events = streamed.body().split("\n\n");
        assertThat(events).allMatch(e -> e.startsWith("data: ")).endsWith("data: [DONE]");
        var words = new StringBuilder();
        for (int i = 0; i < events.length - 1; i++) {
            var chunk = JsonMapper.shared().readTree(events[i].substring("data: ".length()));
            assertThat(chunk.path("object").stringValue()).isEqualTo("chat.completion.chunk");
            words.append(chunk.at("/choices/0/delta/content").asString(""));
        }
        assertThat(words.toString())
                .isEqualTo(whole.at("/choices/0/message/content").stringValue());
    }

    @Test
    void letsNobodyInWithoutAKey() {
        for (var path : List.of(COMPLETIONS, WEBHOOK)) {
            var response = post(path, "wrong", user("户口本"));
            assertThat(response.statusCode()).as(path).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(response.body()).contains("a key that the operator has given you");
        }
        assertThat(server.send(server.to("/v1/models").GET()).statusCode()).isEqualTo(401);
        assertThat(ASKED).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", ",\"params\":null", ",\"params\":7", ",\"params\":{}", ",\"params\":{\"name\":7}"})
    void tellsWhoCallsAToolWithoutNamingOneThatItMust(String params) {
        var response = post(
                "/mcp", TestServer.TOOLS_KEY, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"" + params + "}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(TestServer.json(response).at("/error/code").intValue()).isEqualTo(-32602);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"banshi, 200", "gpt, 404"})
    void tellsOfTheOnlyModel(String model, int status) {
        var response = server.send(server.to("/v1/models/" + model)
                .header("Authorization", "Bearer " + TestServer.API_KEY)
                .GET());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("banshi");
    }

    @Test
    void tellsWhoAsksTooOftenWhenToComeAgain() {
        var statuses = new ArrayList<Integer>();
        HttpResponse<String> last = null;
        for (int i = 0; i < 3; i++) {
            last = post(COMPLETIONS, TestServer.RARE_KEY, user("户口本"));
            statuses.add(last.statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 429);
        assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
        assertThat(TestServer.json(last).at("/error/code").stringValue()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void aSenderOfRasaIsAConversation() {
        for (var said : List.of("a:户口本丢了", "b:护照", "a:多少钱")) {
            var parts = said.split(":");
            var response = post(
                    WEBHOOK + "?token=passed-over",
                    TestServer.API_KEY,
                    JsonMapper.shared().writeValueAsString(Map.of("sender", parts[0], "message", parts[1])));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(TestServer.json(response).at("/0/recipient_id").stringValue())
                    .isEqualTo(parts[0]);
            assertThat(Contract.schema(server, "RasaMessages").validate(response.body(), InputFormat.JSON))
                    .isEmpty();
        }

        assertThat(ASKED).containsExactly("户口本丢了", "护照", "… 多少钱");
    }

    @Test
    void choicesAreButtonsOfRasa() {
        reply = Replies.clarify();
        var response = server.send(server.to(WEBHOOK + "?token=" + TestServer.API_KEY.replace(" ", "%20"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\": \"户口\"}")));

        var labels =
                ((Reply.Clarify) reply).choices().stream().map(c -> c.label()).toList();
        assertThat(TestServer.json(response).at("/0/buttons"))
                .extracting((JsonNode b) -> b.path("payload").stringValue())
                .containsExactlyElementsOf(labels);
        assertThat(TestServer.json(response).at("/0/recipient_id").stringValue())
                .isEqualTo("default");
    }

    @Test
    void aKeyOpensWhatItIsFor() {
        assertThat(post(COMPLETIONS, TestServer.TOOLS_KEY, user("户口本")).statusCode())
                .isEqualTo(403);
        assertThat(ASKED).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "{\"jsonrpc\": \"2.0\"}", "户口本"})
    void noMessageOfMcpIsSaidToBeNone(String body) {
        var response = post("/mcp", TestServer.TOOLS_KEY, body);

        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(response.body()).doesNotContain("户口本");
    }

    @Test
    void toolsOfMcpWantAKey() {
        var call = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}";

        assertThat(post("/mcp", "wrong", call).statusCode()).isEqualTo(401);
        var tools = TestServer.json(post("/mcp", TestServer.TOOLS_KEY, call)).at("/result/tools");
        assertThat(tools).hasSize(4);
    }
}
