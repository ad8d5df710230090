package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What citizens think, and what is kept of them. All people and numbers are made up. */
class OpinionControllerTest {
    private static TestServer server;
    private final String conversation = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.answer(), "r1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String path, Map<String, ?> body) {
        return server.send(server.to(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    private String turn(String text) {
        return TestServer.json(server.say(conversation, text)).path("turn").stringValue();
    }

    private JsonNode exported() {
        var response = post("/api/v1/conversations/export", Map.of("conversation", conversation));
        assertThat(response.statusCode()).isEqualTo(200);
        return TestServer.json(response).path("kept");
    }

    @Test
    void keepsAnOpinionOnTheReplyJustGiven() {
        var turn = turn("户口本丢了");
        var given = post(
                "/api/v1/feedback",
                Map.of(
                        "conversation",
                        conversation,
                        "turn",
                        turn,
                        "helpful",
                        false,
                        "reason",
                        "wrong",
                        "comment",
                        "我叫张三，电话13800000000，不对"));

        assertThat(given.statusCode()).as(given.body()).isEqualTo(204);
        var kept = exported().path("feedback").get(0);
        assertThat(kept.path("reason").stringValue()).isEqualTo("wrong");
        assertThat(kept.path("remark").stringValue())
                .doesNotContain("张三", "13800000000")
                .contains("不对");
    }

    @Test
    void refusesAnOpinionOnAReplyOfSomebodyElse() {
        var turn = turn("户口本丢了");
        var given = post("/api/v1/feedback", Map.of("conversation", "other", "turn", turn, "helpful", true));

        assertThat(given.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"conversation\":\"c\",\"turn\":\"t\"} | helpful",
                "{\"conversation\":\"c\",\"turn\":\"t\",\"helpful\":\"yes\"} | helpful",
                "{\"conversation\":\"c\",\"helpful\":true} | turn",
                "{\"conversation\":\"c\",\"turn\":\"t\",\"helpful\":true,\"reason\":\"bored\"} | reason"
            })
    void refusesWhatIsNoOpinion(String body, String field) {
        var given = server.send(server.to("/api/v1/feedback")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(given.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(given).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void aConversationIsRatedOnce() {
        var rating = Map.of("conversation", conversation, "level", 4, "options", java.util.List.of("办事效率"));

        assertThat(post("/api/v1/ratings", rating).statusCode()).isEqualTo(204);
        assertThat(post("/api/v1/ratings", rating).statusCode()).isEqualTo(409);
        assertThat(exported().path("ratings").get(0).path("level").intValue()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"conversation\":\"c\",\"level\":6} | level",
                "{\"conversation\":\"c\",\"level\":\"5\"} | level",
                "{\"conversation\":\"c\",\"level\":5,\"options\":[\"天气\"]} | options",
                "{\"conversation\":\"c\",\"level\":5,\"options\":[\"办事效率\",\"办事效率\"]} | options",
                "{\"conversation\":\"c\",\"level\":5,\"options\":7} | options"
            })
    void refusesWhatIsNoRating(String body, String field) {
        var given = server.send(server.to("/api/v1/ratings")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));

        assertThat(given.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(given).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void tellsEverythingThatIsKeptAndErasesIt() {
        turn("我身份证号330105199901010019丢了怎么办");
        var turns = exported().path("turns");
        assertThat(turns).hasSize(1);
        assertThat(turns.get(0).path("said").stringValue())
                .doesNotContain("199901010019")
                .endsWith("丢了怎么办");
        assertThat(turns.get(0).path("act").stringValue()).isEqualTo("answer");

        assertThat(post("/api/v1/conversations/erase", Map.of("conversation", conversation))
                        .statusCode())
                .isEqualTo(204);
        assertThat(exported().path("turns")).isEmpty();
    }
}
