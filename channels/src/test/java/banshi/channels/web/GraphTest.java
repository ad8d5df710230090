package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Role;
import banshi.corpus.BundleId;
import banshi.corpus.MatterId;
import banshi.graph.GraphUnavailable;
import banshi.graph.StaffGraph;
import com.networknt.schema.InputFormat;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the content hangs together is told to staff and to nobody else. */
class GraphTest {
    private static final FakeGraph GRAPH = new FakeGraph();
    private static TestServer server;

    /** Knows one thing of each kind, and what it was asked. */
    private static final class FakeGraph implements StaffGraph {
        private final List<String> asked = new ArrayList<>();
        private boolean down;

        private <T> Found<T> found(String what, T item) {
            asked.add(what);
            if (down) throw new GraphUnavailable("连不上 bolt://127.0.0.1:1，请检查 Neo4j 是否在运行");
            return new Found<>("r1", List.of(item));
        }

        @Override
        public Found<MaterialUse> mattersNeeding(String name) {
            return found(
                    name,
                    new MaterialUse(
                            new MatterId("card"), "补卡", "旧卡", true, false, List.of(new Chosen("卡是怎么了？", "坏了"))));
        }

        @Override
        public Found<Resting> restingOn(String title, @Nullable String article) {
            return found(
                    title + " " + article,
                    new Resting(new MatterId("card"), "补卡", "fact", "fee", "十元", "游园卡管理办法", article));
        }

        @Override
        public Optional<Found<Nearest>> nearest(MatterId matter) {
            if (matter.value().equals("nothing")) return Optional.empty();
            return Optional.of(found(
                    matter.value(),
                    new Nearest(new MatterId("boat"), "租船", 0.5, List.of(new Tie("material", "居民身份证")))));
        }

        @Override
        public Found<DepartmentBundle> bundlesOf(String department) {
            return found(
                    department,
                    new DepartmentBundle(
                            new BundleId("bundle-outing"),
                            "春游一件事",
                            List.of(new DepartmentBundle.Step("买保险", "保险公司", null, true))));
        }
    }

    @BeforeAll
    static void start() {
        server = new TestServer(GRAPH);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        GRAPH.asked.clear();
        GRAPH.down = false;
    }

    private static HttpResponse<String> get(String path) {
        return server.send(server.asStaff(path, Role.EDITOR));
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/v1/graph/materials?name=, '', MaterialUses, 旧卡",
        "/api/v1/graph/legal-basis?title=, '', RestingParts, 旧卡 null",
        "/api/v1/graph/legal-basis?article=4&title=, '', RestingParts, 旧卡 4",
        "/api/v1/graph/matters/, /nearest, NearestMatters, 旧卡",
        "/api/v1/graph/departments/, /bundles, DepartmentBundles, 旧卡",
    })
    void tellsStaffWhatTheContractPromises(String before, String after, String schema, String asked) {
        var response = get(before + encoded("旧卡") + after);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(GRAPH.asked).containsExactly(asked);
        assertThat(Contract.schema(server, schema).validate(response.body(), InputFormat.JSON))
                .isEmpty();
        var json = TestServer.json(response);
        assertThat(json.path("release").stringValue()).isEqualTo("r1");
        assertThat(json.path("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "materials?name=x",
                "legal-basis?title=x",
                "matters/x/nearest",
                "departments/x/bundles",
                "materials"
            })
    void tellsNobodyElse(String path) {
        assertThat(server.send(server.to("/api/v1/graph/" + path)).statusCode()).isEqualTo(401);
        assertThat(server.send(server.asStaff("/api/v1/graph/" + path, Role.AUDITOR))
                        .statusCode())
                .isEqualTo(403);
        assertThat(GRAPH.asked).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "materials, name",
        "materials?name=, name",
        "materials?name=%20, name",
        "legal-basis?article=4, title",
        "legal-basis?title=x&article=, article",
        "matters/%20/nearest, id"
    })
    void namesWhatIsWrongWithAQuestion(String path, String field) {
        var response = get("/api/v1/graph/" + path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(response).at("/errors/0/field").stringValue())
                .isEqualTo(field);
        assertThat(GRAPH.asked).isEmpty();
    }

    @Test
    void refusesWordsThatAreTooLong() {
        assertThat(get("/api/v1/graph/materials?name=" + "x".repeat(100)).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/v1/graph/materials?name=" + "x".repeat(101)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void saysThatThereIsNoSuchMatter() {
        assertThat(get("/api/v1/graph/matters/nothing/nearest").statusCode()).isEqualTo(404);
    }

    @Test
    void saysWhatToCheckWhereTheDatabaseIsDown() {
        GRAPH.down = true;
        var response = get("/api/v1/graph/materials?name=x");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(response).path("detail").stringValue()).contains("请检查 Neo4j");
        assertThat(Contract.schema(server, "Problem").validate(response.body(), InputFormat.JSON))
                .isEmpty();
    }
}
