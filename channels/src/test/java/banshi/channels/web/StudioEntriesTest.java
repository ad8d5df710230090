package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.curation.SoundFolder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whole records are made and taken out over HTTP, and what is filled in badly is told at its field while nothing is lost. */
class StudioEntriesTest {
    private static final String SCRIPT = "<script>alert(1)</script>";

    private static final String PRICE = "要{{price}}。想先问清楚再来的话，打电话问一问{{hotline}}，工作日都有人接听。";

    @TempDir
    private Path folder;

    private CuratedServer server;
    private String draft;

    @BeforeEach
    void start() {
        server = CuratedServer.ofSoundFolder(folder);
        draft = server.draft();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> make(String kind, String id, String name) {
        return server.send(
                "POST",
                "/drafts/" + draft + "/entries",
                Map.of("kind", kind, "id", id, "name", name, "shortName", name, "category", "证件"));
    }

    private HttpResponse<String> remove(String kind, String id) {
        return server.send("DELETE", "/drafts/" + draft + "/entries/" + kind + "/" + id, Map.of());
    }

    private JsonNode file(String name) {
        return server.get("/file?draft=" + draft + "&name=" + name);
    }

    private List<String> files() {
        return server.get("/files?draft=" + draft)
                .path("files")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    /** What is complained of in a file, as pointer and words. */
    private List<String> complaints(String file) {
        return server.get("/drafts/" + draft + "/complaints")
                .valueStream()
                .filter(one -> one.path("file").stringValue().equals(file))
                .map(one -> one.path("pointer").asString("") + " "
                        + one.path("what").stringValue())
                .toList();
    }

    private void save(String name, Consumer<ObjectNode> how) {
        var file = file(name);
        how.accept((ObjectNode) file.path("tree"));
        var saved = server.send(
                "PUT",
                "/drafts/" + draft + "/files",
                Map.of(
                        "base",
                        file.path("revision").stringValue(),
                        "edits",
                        List.of(Map.of("file", name, "tree", file.path("tree")))));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    @Test
    void aNewMatterBeginsWithWhatItsSchemaAsksFor() {
        var made = make("matter", "card-renew", "证件换领");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var name = TestServer.json(made).path("file").stringValue();
        assertThat(name).as("beside the others of its category").isEqualTo("matters/card/card-renew.yaml");
        assertThat(file(name).at("/tree/materials")).hasSize(1);
        assertThat(complaints(name)).anySatisfy(one -> assertThat(one).startsWith("/summary/text "));
        assertThat(file("templates/card-renew.yaml").at("/tree/templates"))
                .as("one for each core aspect")
                .hasSize(2);
        assertThat(file("questions/card-renew.tsv").at("/tree/rows")).isEmpty();
        var rows = server.get("/matters?draft=" + draft).path("matters");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).path("name").stringValue()).isEqualTo("证件换领");
        assertThat(rows.get(0).path("missing").get(0).stringValue()).isEqualTo("还没有填完");
    }

    @Test
    void anUnfinishedMatterDoesNotStandInTheWayOfOthers() {
        make("matter", "card-renew", "证件换领");

        var preview =
                server.send("POST", "/drafts/" + draft + "/preview", Map.of("matter", "card-reissue", "aspect", "fee"));

        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("收工本费");
    }

    @ParameterizedTest
    @CsvSource({"bundle, bundles/baby.yaml", "topic, topics/baby.yaml"})
    void bundlesAndTopicsHaveAFileOfTheirOwn(String kind, String file) {
        var made = make(kind, "baby", "生孩子");

        assertThat(TestServer.json(made).path("file").stringValue()).isEqualTo(file);
        assertThat(complaints(file)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "matter, card-lost, 已经有编号是 card-lost 的事项",
        "bundle, moving, 已经有编号是 moving 的一件事",
        "topic, marriage, 已经有编号是 marriage 的话题",
        "topic, other, 已经有一份叫 other 的文件",
        "matter, 身份证, 编号只能用小写字母",
        "matter, ../x, 编号只能用小写字母",
        "bundle, -x, 编号只能用小写字母"
    })
    void anIdThatCannotStandIsToldAtItsField(String kind, String id, String words) {
        var refused = make(kind, id, "新的");

        assertThat(refused.statusCode()).isEqualTo(400);
        var error = TestServer.json(refused).at("/errors/0");
        assertThat(error.path("field").stringValue()).isEqualTo("id");
        assertThat(error.path("message").stringValue()).contains(words);
        assertThat(server.get("/drafts/" + draft + "/changes")).isEmpty();
    }

    @Test
    void aMatterGoesWithAllThatIsItsOwn() {
        assertThat(remove("matter", "card-reissue").statusCode())
                .as("a bundle names it")
                .isEqualTo(409);
        assertThat(remove("bundle", "moving").statusCode()).isEqualTo(204);

        assertThat(remove("matter", "card-reissue").statusCode()).isEqualTo(204);

        assertThat(files()).noneMatch(file -> file.contains("card-reissue") || file.contains("moving"));
        assertThat(complaints(SoundFolder.OTHER)).isEmpty();
        assertThat(remove("matter", "card-reissue").statusCode()).isEqualTo(404);
    }

    @Test
    void whatOthersNameIsNotTakenOut() {
        var refused = remove("matter", "card-lost");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(refused).path("detail").stringValue())
                .contains("还有 2 处用到它")
                .contains("事项“补证”")
                .contains("card-reissue 的易混问法");
        assertThat(files()).contains(SoundFolder.OTHER);
    }

    @Test
    void aTopicGoesAloneWhereOthersStandInItsFile() {
        save("topics/other.yaml", tree -> {
            var topics = tree.withArray("/topics");
            topics.add(((ObjectNode) topics.get(0).deepCopy()).put("id", "divorce"));
        });

        assertThat(remove("topic", "marriage").statusCode()).isEqualTo(204);
        assertThat(file("topics/other.yaml").at("/tree/topics"))
                .singleElement()
                .satisfies(topic -> assertThat(topic.path("id").stringValue()).isEqualTo("divorce"));
        assertThat(remove("topic", "divorce").statusCode()).isEqualTo(204);
        assertThat(files()).doesNotContain("topics/other.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lexicon", "Matter", "matters"})
    void knowsNoOtherKinds(String kind) {
        assertThat(remove(kind, "card-lost").statusCode()).isEqualTo(400);
    }

    @Test
    void situationsInACircleAreComplainedOfAtEach() {
        save(SoundFolder.MATTER, tree -> {
            var situations = tree.putArray("situations");
            for (var id : List.of("one", "two")) {
                var situation = situations.addObject().put("id", id).put("question", "是哪一种？");
                situation.putObject("when").put(id.equals("one") ? "two" : "one", "a");
                var options = situation.putArray("options");
                options.addObject().put("id", "a").put("label", "甲");
                options.addObject().put("id", "b").put("label", "乙");
                situation.putArray("basis").add("law-1");
            }
        });

        assertThat(complaints(SoundFolder.MATTER))
                .anySatisfy(one -> assertThat(one).startsWith("/situations/0").contains("绕成了一个圈"))
                .anySatisfy(one -> assertThat(one).startsWith("/situations/1").contains("绕成了一个圈"));
        assertThat(file(SoundFolder.MATTER).at("/tree/situations"))
                .as("nothing is lost")
                .hasSize(2);
    }

    @Test
    void anUnknownFactIsComplainedOfAtItsTemplate() {
        var templates = "templates/card-reissue.yaml";
        save(templates, tree -> ((ObjectNode) tree.at("/templates/1")).put("text", PRICE));

        assertThat(complaints(templates))
                .singleElement()
                .satisfies(
                        one -> assertThat(one).startsWith("/templates/1/text ").contains("price"));
        assertThat(file(templates).at("/tree/templates/1/text").stringValue()).isEqualTo(PRICE);
    }

    @Test
    void aScriptIsWordsLikeAnyOther() {
        save(SoundFolder.MATTER, tree -> {
            ((ObjectNode) tree.path("fee")).put("text", SCRIPT);
            tree.put("name", SCRIPT);
        });

        assertThat(file(SoundFolder.MATTER).at("/tree/fee/text").stringValue()).isEqualTo(SCRIPT);
        var preview =
                server.send("POST", "/drafts/" + draft + "/preview", Map.of("matter", "card-reissue", "aspect", "fee"));
        assertThat(TestServer.json(preview).at("/reply/text").stringValue()).contains(SCRIPT);
        assertThat(preview.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        var search = server.get("/search?draft=" + draft + "&q=alert");
        assertThat(search.get(0).path("words").stringValue()).isEqualTo(SCRIPT);
    }
}
