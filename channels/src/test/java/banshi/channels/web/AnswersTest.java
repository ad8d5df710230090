package banshi.channels.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Role;
import banshi.channels.curation.SmallFolder;
import banshi.channels.curation.SmallRespondents;
import com.networknt.schema.InputFormat;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a citizen was told what he was told, as {@code studio.openapi.yaml} promises, from the chat to the editor. */
class AnswersTest {
    private static final String ANSWERS = "/api/studio/v1/answers/";

    @TempDir
    private static Path folder;

    private static CuratedServer curated;
    private static TestServer server;
    private static String turn;
    private static String draft;

    @BeforeAll
    static void start() {
        curated = CuratedServer.ofSmallFolder(folder);
        server = curated.server();
        turn = TestServer.json(server.say("answers", SmallRespondents.ASKED))
                .path("turn")
                .stringValue();
        draft = curated.draft(SmallFolder.MATTER, CuratedServer.fee("换领收 30 元")).value();
    }

    @AfterAll
    static void stop() {
        curated.close();
    }

    private static HttpResponse<String> get(String path, Role role) {
        return server.send(server.asStaff(ANSWERS + path, role).GET());
    }

    private static HttpResponse<String> post(String path, String body, Role role) {
        return server.send(server.asStaff(ANSWERS + path, role)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
    }

    @Test
    void tellsWhatACitizenWasToldAndWhy() throws IOException {
        var given = get(turn, Role.EDITOR);

        assertThat(given.statusCode()).isEqualTo(200);
        assertThat(given.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(Contract.ofStudio("Answer").validate(given.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(given);
        assertThat(json.path("said").stringValue()).isEqualTo(SmallRespondents.ASKED);
        assertThat(json.at("/told/matter").stringValue()).isEqualTo("idcard-renew");
        assertThat(json.path("release").stringValue()).isEqualTo("r-0");
        assertThat(json.at("/published/editedBy/0").stringValue()).isEqualTo("随程序");
        assertThat(json.at("/then/reply/text").stringValue())
                .isEqualTo(json.at("/told/text").stringValue());
        assertThat(json.at("/then/explanation/decision/move").stringValue()).isEqualTo("answer");
        assertThat(json.at("/then/explanation/thresholds/answer").doubleValue()).isEqualTo(0.8);
        assertThat(json.at("/then/candidates/0/why").toString()).contains("直接答的就是它", "最像在：句子的意思、字面", "身份证换领收费多少");
        assertThat(json.at("/names/idcard-renew").stringValue()).contains("身份证");
        assertThat(Contract.schema(server, "Explanation")
                        .validate(json.at("/then/explanation").toString(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void asksTheSameOfADraft() throws IOException {
        var replayed = post(turn + "/replay", "{\"draft\":\"" + draft + "\"}", Role.AUDITOR);

        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(Contract.ofStudio("Replayed").validate(replayed.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(replayed);
        assertThat(json.at("/now/reply/text").stringValue()).doesNotContain("30 元");
        assertThat(json.at("/draft/retold/reply/text").stringValue()).contains("30 元");
        assertThat(json.at("/draft/differences").toString()).isEqualTo("[\"words\"]");
        assertThat(json.at("/draft/title").stringValue()).isEqualTo("换证");
        assertThat(json.path("since")).isEmpty();
    }

    @Test
    void asksWhatSomebodyTypes() throws IOException {
        var replayed = post("replay", "{\"text\":\"身份证多少钱\"}", Role.REVIEWER);

        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(Contract.ofStudio("Replayed").validate(replayed.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(replayed);
        assertThat(json.at("/now/reply/act").stringValue()).isEqualTo("answer");
        assertThat(json.has("draft")).isFalse();
    }

    @Test
    void knowsNoOther() {
        assertThat(get("0".repeat(32), Role.EDITOR).statusCode()).isEqualTo(404);
        assertThat(get("x", Role.EDITOR).statusCode()).isEqualTo(404);
        assertThat(post("0".repeat(32) + "/replay", "{}", Role.EDITOR).statusCode())
                .isEqualTo(404);
        assertThat(post(turn + "/replay", "{\"draft\":\"gone\"}", Role.EDITOR).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\":\" \"}", "{\"text\":\"费用\",\"draft\":\"../x\"}", "nothing"})
    void refusesWhatIsNoQuestion(String body) {
        assertThat(post("replay", body, Role.EDITOR).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"EDITOR, 200", "REVIEWER, 200", "PUBLISHER, 200", "AUDITOR, 200", "SYSTEM, 403", "AGENT, 403"})
    void tellsWhoAnswersForIt(Role role, int status) {
        assertThat(get(turn, role).statusCode()).isEqualTo(status);
        assertThat(post(turn + "/replay", "{}", role).statusCode()).isEqualTo(status);
        assertThat(post("replay", "{\"text\":\"身份证多少钱\"}", role).statusCode()).isEqualTo(status);
    }

    @Test
    void tellsNobodyElse() {
        assertThat(server.send(server.to(ANSWERS + turn).GET()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Answer", "Replayed"})
    void theSchemasCanSayNo(String name) throws IOException {
        assertThat(Contract.ofStudio(name).validate("{\"said\":1}", InputFormat.JSON))
                .isNotEmpty();
    }
}
