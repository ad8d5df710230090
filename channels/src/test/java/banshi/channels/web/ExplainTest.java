package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Candidate;
import banshi.assistant.Utterance;
import banshi.assistant.dialogue.Move;
import banshi.assistant.dialogue.Policy;
import banshi.assistant.release.Explained;
import banshi.assistant.release.Explainer;
import banshi.assistant.understanding.Explanation;
import banshi.assistant.understanding.Reading;
import banshi.channels.accounts.Role;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a question is answered as it is, is told to staff and to nobody else. */
class ExplainTest {
    private static final AtomicReference<Utterance> ASKED = new AtomicReference<>();
    private static TestServer server;

    @BeforeAll
    static void start() {
        var best = new Candidate(new MatterId("huji-hukoubu-reissue"), new AspectId("can-online"), 0.97);
        var weighed =
                new Explanation.Weighed("huji-hukoubu-reissue", 0.97, Map.of("words", 1.5, "meaning", 2.0), Map.of());
        var near = new Explanation.Near("户口本丢了网上能补吗", "huji-hukoubu-reissue", "can-online", 0.91);
        var reading = new Explanation(
                "户口本掉了咋补",
                List.of("户口簿", "掉", "了", "怎么办理"),
                List.of(new Explanation.Expansion("户口本", "户口簿")),
                new Reading(List.of(), List.of(best), true, Reading.Step.MEANING),
                0.62,
                0.93,
                List.of(near),
                List.of(near),
                List.of(weighed),
                List.of());
        var explained = new Explained("r1", reading, new Move.Answer(best), new Policy(0.8, 0.9, 0.85, 0.5, 0.2, 0.05));
        Explainer explainer = utterance -> {
            ASKED.set(utterance);
            return explained;
        };
        server = new TestServer(explainer);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> explain(String body, Role role) {
        return server.send(server.asStaff("/api/v1/explain", role)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
    }

    @Test
    void tellsStaffHowAQuestionWasReadAndWhatDecided() {
        var response = explain("{\"text\":\"戶口本掉了咋補\"}", Role.EDITOR);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        var json = TestServer.json(response);
        assertThat(json.path("step").stringValue()).isEqualTo("meaning");
        assertThat(json.at("/decision/move").stringValue()).isEqualTo("answer");
        assertThat(json.at("/decision/readings/0/matter").stringValue()).isEqualTo("huji-hukoubu-reissue");
        assertThat(json.at("/expansions/0/canonical").stringValue()).isEqualTo("户口簿");
        assertThat(json.at("/nearestInMeaning/0/score").doubleValue()).isEqualTo(0.91);
        assertThat(json.at("/subjects/0/contributions/meaning").doubleValue()).isEqualTo(2.0);
        assertThat(json.at("/thresholds/answer").doubleValue()).isEqualTo(0.8);
        assertThat(ASKED.get().text()).isEqualTo("戶口本掉了咋補");
        assertThat(Contract.schema(server, "Explanation")
                        .validate(response.body(), com.networknt.schema.InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Role.class,
            names = {"SYSTEM", "AUDITOR"})
    void tellsNobodyElse(Role role) {
        ASKED.set(null);
        var response = explain("{\"text\":\"户口本\"}", role);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("户口本");
        assertThat(ASKED.get()).isNull();
    }

    @Test
    void refusesBeforeItLooksAtTheQuestion() {
        var response = server.send(server.to("/api/v1/explain")
                .header("Cookie", "banshi-csrf=same")
                .header("X-CSRF-Token", "same")
                .POST(BodyPublishers.ofString("no JSON")));
        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"text\":12}", "nothing"})
    void namesWhatIsWrongWithAQuestion(String body) {
        var response = explain(body, Role.EDITOR);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(response).at("/errors/0/field").stringValue())
                .isIn("text", "body");
    }
}
