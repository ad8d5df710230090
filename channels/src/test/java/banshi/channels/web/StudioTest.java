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
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the editors' page asks over HTTP is what {@code studio.openapi.yaml} promises. */
class StudioTest {
    private static final String STUDIO = "/api/studio/v1";

    @TempDir
    private Path folder;

    private CuratedServer curated;

    @BeforeEach
    void start() {
        curated = CuratedServer.ofSmallFolder(folder);
    }

    @AfterEach
    void stop() {
        curated.close();
    }

    private HttpResponse<String> get(String path) {
        return curated.server()
                .send(curated.server().asStaff(STUDIO + path, Role.EDITOR).GET());
    }

    private HttpResponse<String> post(String path, Object body) {
        var json = body instanceof String text ? text : JsonMapper.shared().writeValueAsString(body);
        return curated.server()
                .send(curated.server()
                        .asStaff(STUDIO + path, Role.EDITOR)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json.getBytes(UTF_8))));
    }

    private String published() {
        return TestServer.json(get("/releases")).at("/0/revision").stringValue();
    }

    private String feeAt(JsonNode outdated, String side) {
        return matterAt(outdated, side).at("/fee/text").stringValue();
    }

    private JsonNode matterAt(JsonNode outdated, String side) {
        return TestServer.json(
                        get("/file?revision=" + outdated.path(side).stringValue() + "&name=" + SmallFolder.MATTER))
                .path("tree");
    }

    @Test
    void anUpdateThatConflictsShowsBothSidesAndTakesWhatIsDecided() throws IOException {
        var ours = curated.draft(SmallFolder.MATTER, CuratedServer.fee("换领不收钱"));
        curated.publish(curated.draft(SmallFolder.MATTER, CuratedServer.fee("换领收 30 元")));
        var update = "/drafts/" + ours + "/update";

        var refused = post(update, "");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Contract.ofStudio("Outdated").validate(refused.body(), InputFormat.JSON))
                .isEmpty();
        var outdated = TestServer.json(refused);
        assertThat(outdated.at("/conflicts/0/ours").stringValue()).contains("不收钱");
        assertThat(outdated.at("/conflicts/0/theirs").stringValue()).contains("30 元");
        assertThat(feeAt(outdated, "ours")).isEqualTo("换领不收钱");
        assertThat(feeAt(outdated, "theirs")).isEqualTo("换领收 30 元");
        assertThat(feeAt(outdated, "base")).isNotIn("换领不收钱", "换领收 30 元");

        var tree = CuratedServer.fee("换领收 31 元")
                .apply((ObjectNode) matterAt(outdated, "theirs").deepCopy());
        var done = post(
                update,
                Map.of(
                        "ours",
                        outdated.path("ours").stringValue(),
                        "theirs",
                        outdated.path("theirs").stringValue(),
                        "decisions",
                        List.of(Map.of("file", SmallFolder.MATTER, "tree", tree))));

        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(TestServer.json(done).path("behind").booleanValue()).isFalse();
        assertThat(get("/drafts/" + ours + "/changes").body()).contains("31 元");
    }

    @Test
    void anUpdateWithoutConflictNeedsNoDecision() {
        var ours = curated.draft(SmallFolder.MATTER, tree -> tree.put("department", "二楼窗口"));
        curated.publish(curated.draft(SmallFolder.MATTER, CuratedServer.fee("换领收 30 元")));
        assertThat(TestServer.json(get("/drafts/" + ours)).path("behind").booleanValue())
                .isTrue();

        var done = post("/drafts/" + ours + "/update", "");

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(done).path("behind").booleanValue()).isFalse();
    }

    @Test
    void namesWhatIsWrongWithADecision() {
        var draft = curated.draft(SmallFolder.MATTER, CuratedServer.fee("换领不收钱"));
        var refused = post("/drafts/" + draft + "/update", "{\"ours\":\"x\",\"theirs\":\"y\",\"decisions\":[]}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).path("errors").valueStream())
                .extracting(error -> error.path("field").stringValue())
                .contains("ours", "theirs", "decisions");
        var unknown = "{\"ours\":\"%s\",\"theirs\":\"%s\",\"decisions\":[{\"file\":\"links.yaml\"}]}"
                .formatted("0".repeat(40), published());
        assertThat(post("/drafts/" + draft + "/update", unknown).statusCode()).isEqualTo(409);
        assertThat(get("/file?revision=" + "0".repeat(40) + "&name=" + SmallFolder.MATTER)
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/file?revision=main&name=" + SmallFolder.MATTER).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCandidacyTellsWhatEndsAndWhatIsNotOnTheAllowList() throws IOException {
        var draft = curated.draft(SmallFolder.MATTER, tree -> {
            ((ObjectNode) tree.path("fee")).putObject("valid").put("until", "2026-12-01");
            ((ObjectNode) tree.path("summary")).put("text", "到 https://www.example.gov.cn/ 上办");
            return tree;
        });
        assertThat(post("/drafts/" + draft + "/candidate", "").statusCode()).isEqualTo(202);

        var candidacy = Awaitility.await()
                .until(
                        () -> get("/drafts/" + draft + "/candidate"),
                        found -> !TestServer.json(found)
                                .path("state")
                                .stringValue()
                                .equals("working"));

        assertThat(Contract.ofStudio("Candidacy").validate(candidacy.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(candidacy);
        assertThat(json.path("expiring").valueStream()).singleElement().satisfies(one -> {
            assertThat(one.path("file").stringValue()).isEqualTo(SmallFolder.MATTER);
            assertThat(one.path("pointer").stringValue()).startsWith("/fee");
            assertThat(one.path("what").stringValue()).contains("2026-12-01", "快要过期");
            assertThat(one.path("severity").stringValue()).isEqualTo("warning");
        });
        assertThat(json.path("links").valueStream())
                .anySatisfy(one ->
                        assertThat(one.path("what").stringValue()).contains("https://www.example.gov.cn/", "白名单"));
        assertThat(json.path("links").valueStream())
                .allSatisfy(one -> assertThat(one.path("what").stringValue()).doesNotContain("过期"));
    }

    @Test
    void anotherLexiconsReadingsAreToldAsTheyAreTyped() throws IOException {
        var row = Map.of("term", SmallRespondents.ASKED, "canonical", "什么都不是", "kind", "phrase");
        var reread = post("/drafts/published/rereading", Map.of("tree", Map.of("rows", List.of(row))));

        assertThat(Contract.ofStudio("Rereading").validate(reread.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(reread);
        assertThat(json.path("reread").intValue()).isOne();
        assertThat(json.at("/examples/0/after/0").stringValue()).isEqualTo("什么都不是");
        assertThat(json.at("/moved/0/before/act").stringValue()).isEqualTo("answer");
        assertThat(json.at("/moved/0/after/act").stringValue()).isEqualTo("decline");

        var unfinished = Map.of("term", "小本本", "canonical", "", "kind", "thing");
        var refused = post("/drafts/published/rereading", Map.of("tree", Map.of("rows", List.of(unfinished))));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(refused).path("detail").stringValue()).contains("第 1 行");
    }

    @Test
    void whatIsNearIsNamed() {
        var near = TestServer.json(post("/drafts/published/near", Map.of("text", "换身份证多少钱")));

        assertThat(near.at("/readAs/0/matterName").stringValue()).isEqualTo("换身份证");
        assertThat(near.at("/phrasings/0/matterName").stringValue()).isEqualTo("换身份证");
    }
}
