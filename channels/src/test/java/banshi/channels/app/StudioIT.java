package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A changed fee, from the editor to the citizen and back again, on the real program with all 121 matters. People are made up. */
@Timeout(900)
class StudioIT {
    private static final String STUDIO = "/api/studio/v1";
    private static final String RENEW = "matters/idcard/idcard-renew.yaml";
    private static final String ASKED = "换身份证要多少钱";
    private static final String NEW = "换领的工本费是 33 元";

    @TempDir
    private Path data;

    private RunningServer.Own server;

    private final ModelServer model = new ModelServer(200, """
            [{"style": "colloquial", "text": "换张身份证得花几个钱哟"}, {"style": "plain", "text": "补领身份证的工本费要交多少"}]
            """);

    @BeforeEach
    void start() {
        server = RunningServer.start(
                data,
                "banshi: {accounts: {second-factor: [auditor]}, llm: {base-url: '%s', model: small}}\n"
                        .formatted(model.address()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
        server.process().waitFor();
        model.close();
    }

    private StaffHttp admin() {
        return StaffHttp.enter(server.address(), "admin", server.firstPassword());
    }

    private String told() throws Exception {
        var body =
                JsonMapper.shared().writeValueAsString(Map.of("conversation", "c" + System.nanoTime(), "text", ASKED));
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/chat"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static JsonNode tried(StaffHttp staff, String draft) {
        staff.ok("POST", STUDIO + "/drafts/" + draft + "/candidate", null);
        return Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> staff.ok("GET", STUDIO + "/drafts/" + draft + "/candidate", null),
                        candidacy -> !candidacy.path("state").stringValue().equals("working"));
    }

    @Test
    void aChangedFeeReachesCitizensWhenTwoMoreHaveSaidYes() throws Exception {
        var admin = admin();
        var editor = admin.colleague("editor", "采编甲", "editor");
        var reviewer = admin.colleague("reviewer", "审核乙", "reviewer", "editor");
        var publisher = admin.colleague("publisher", "发布丙", "publisher");
        var before = told();
        assertThat(before).contains("idcard-renew").doesNotContain(NEW);

        var draft = editor.ok("POST", STUDIO + "/drafts", Map.of("title", "换证收费"))
                .path("id")
                .stringValue();
        var file = editor.ok("GET", STUDIO + "/file?draft=" + draft + "&name=" + RENEW, null);
        var tree = (ObjectNode) file.path("tree");
        ((ObjectNode) tree.path("fee")).put("text", NEW);
        var preview = editor.ok(
                "POST",
                STUDIO + "/drafts/" + draft + "/preview",
                Map.of(
                        "matter",
                        "idcard-renew",
                        "aspect",
                        "fee",
                        "edits",
                        List.of(Map.of("file", RENEW, "tree", tree))));
        assertThat(preview.path("reply").path("text").stringValue()).contains(NEW);
        assertThat(preview.path("spoken").stringValue()).contains("33");
        var saved = editor.ok(
                "PUT",
                STUDIO + "/drafts/" + draft + "/files",
                Map.of(
                        "base",
                        file.path("revision").stringValue(),
                        "edits",
                        List.of(Map.of("file", RENEW, "tree", tree))));
        var word = Map.of("head", saved.path("revision").stringValue(), "remark", "");
        var changes = editor.ok("GET", STUDIO + "/drafts/" + draft + "/changes", null);
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).path("after").stringValue()).contains("33 元");

        var answer = STUDIO + "/answers/"
                + JsonMapper.shared().readTree(before).path("turn").stringValue();
        var replayed = editor.ok("POST", answer + "/replay", Map.of("draft", draft));
        assertThat(replayed.path("since")).as("nothing was published since").isEmpty();
        assertThat(replayed.at("/draft/retold/reply/text").stringValue()).contains("33 元");
        assertThat(replayed.at("/draft/differences").toString()).isEqualTo("[\"words\"]");
        assertThat(replayed.at("/draft/tried").booleanValue()).isFalse();
        assertThat(replayed.at("/draft/teaches").booleanValue()).isFalse();

        assertThat(editor.send("POST", STUDIO + "/drafts/" + draft + "/publish", word)
                        .statusCode())
                .as("nobody has approved it")
                .isIn(403, 409);
        editor.ok("POST", STUDIO + "/drafts/" + draft + "/submit", word);
        assertThat(editor.send("POST", STUDIO + "/drafts/" + draft + "/approve", word)
                        .statusCode())
                .isEqualTo(403);

        var candidacy = tried(reviewer, draft);
        assertThat(candidacy.path("state").stringValue())
                .as(candidacy.toString())
                .isEqualTo("done");
        assertThat(candidacy.path("passes").booleanValue())
                .as(candidacy.toString())
                .isTrue();
        assertThat(candidacy.path("movedCount").intValue()).isPositive();
        assertThat(candidacy.path("moved").valueStream())
                .anySatisfy(moved -> assertThat(moved.path("after").path("text").stringValue())
                        .contains("33 元"));
        assertThat(candidacy.path("moved").valueStream())
                .as("a fact moves words, not what is understood")
                .allSatisfy(
                        moved -> assertThat(moved.path("change").stringValue()).isEqualTo("words"));
        System.out.println("from an edit to its verdict: " + candidacy.path("seconds") + " s");

        var trial = reviewer.ok("POST", answer + "/replay", Map.of("draft", draft));
        assertThat(trial.at("/draft/tried").booleanValue()).isTrue();
        assertThat(trial.at("/draft/retold/release")).isEqualTo(candidacy.path("release"));

        reviewer.ok("POST", STUDIO + "/drafts/" + draft + "/approve", word);
        assertThat(told()).as("still what was published").doesNotContain(NEW);
        publisher.ok("POST", STUDIO + "/drafts/" + draft + "/publish", word);
        assertThat(told()).contains(NEW);
        var given = editor.ok("GET", answer, null);
        assertThat(given.path("differences")).isEmpty();
        assertThat(given.at("/then/release")).as("as it was").isEqualTo(given.path("release"));
        assertThat(given.at("/then/reply/text").stringValue()).doesNotContain(NEW);
        assertThat(given.at("/then/explanation/nearestInMeaning")).isNotEmpty();
        assertThat(editor.ok("POST", answer + "/replay", Map.of()).path("since").toString())
                .as("now")
                .isEqualTo("[\"words\"]");

        var releases = publisher.ok("GET", STUDIO + "/releases", null);
        assertThat(releases.get(0).path("editedBy").get(0).stringValue()).isEqualTo("采编甲");
        assertThat(releases.get(0).path("approvedBy").stringValue()).isEqualTo("发布丙");

        var first = releases.get(1).path("id").stringValue();
        var restored = publisher.ok(
                "POST",
                STUDIO + "/releases/" + first + "/restore",
                Map.of("head", releases.get(0).path("revision").stringValue(), "remark", "省厅通知还没有生效"));
        assertThat(restored.path("id").stringValue()).isEqualTo(first + ".2");
        assertThat(restored.path("reason").stringValue()).isEqualTo("省厅通知还没有生效");
        assertThat(told()).as("taken back").doesNotContain(NEW);

        server.kill();
        server = RunningServer.start(data, "banshi: {accounts: {second-factor: [auditor]}}\n");
        assertThat(told()).as("after a power cut").doesNotContain(NEW);
    }

    @Test
    void firstWordsByAModelAreTakenOverByAPersonAndTheHistoryTells() {
        var admin = admin();
        var editor = admin.colleague("editor", "采编甲", "editor");
        var reviewer = admin.colleague("reviewer", "审核乙", "reviewer");
        assertThat(editor.ok("GET", STUDIO + "/suggestions", null).path("model").stringValue())
                .isEqualTo("small");
        var draft = editor.ok("POST", STUDIO + "/drafts", Map.of("title", "换证问法"))
                .path("id")
                .stringValue();
        var wish = Map.of("kind", "phrasings", "matter", "idcard-renew", "aspect", "fee");
        var suggestions = STUDIO + "/drafts/" + draft + "/suggestions";
        assertThat(reviewer.send("POST", suggestions, wish).statusCode()).isEqualTo(403);

        var suggested = editor.ok("POST", suggestions, wish).path("phrasings");
        assertThat(suggested).hasSize(2);
        assertThat(suggested.get(0).path("belongs").stringValue()).isEqualTo("here");
        assertThat(suggested.get(1).path("belongs").stringValue()).isEqualTo("other-matter");
        assertThat(suggested.get(1).path("nearest").path("matter").stringValue())
                .isEqualTo("idcard-reissue");
        assertThat(editor.ok("GET", STUDIO + "/drafts/" + draft + "/changes", null))
                .as("nothing is saved by itself")
                .isEmpty();

        var questions = "questions/idcard-renew.tsv";
        var file = editor.ok("GET", STUDIO + "/file?draft=" + draft + "&name=" + questions, null);
        var tree = (ObjectNode) file.path("tree");
        ((ArrayNode) tree.path("rows"))
                .addObject()
                .put("aspect", "fee")
                .put("style", "colloquial")
                .put("text", suggested.get(0).path("text").stringValue());
        editor.ok(
                "PUT",
                STUDIO + "/drafts/" + draft + "/files",
                Map.of(
                        "base",
                        file.path("revision").stringValue(),
                        "suggestions",
                        1,
                        "edits",
                        List.of(Map.of("file", questions, "tree", tree))));
        var past = editor.ok("GET", STUDIO + "/file/history?draft=" + draft + "&name=" + questions, null);
        assertThat(past.get(0).path("revision").path("message").stringValue()).contains("1 处由模型 small 起草，采编甲采用");
    }
}
