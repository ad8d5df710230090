package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import com.networknt.schema.InputFormat;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What agents do with work orders over HTTP is what {@code openapi.yaml} promises. */
class WorkOrderTest {
    private static final String ORDERS = "/api/v1/desk/orders";
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> {
            throw new AssertionError("nobody was to be answered");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, Role role) {
        return server.send(server.asStaff(path, role).GET());
    }

    private static HttpResponse<String> send(String method, String path, String body, Role role) {
        return server.send(server.asStaff(path, role)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    private static String call() {
        return UUID.randomUUID().toString();
    }

    private static HttpResponse<String> create(String call, String title, String more) {
        return send("POST", ORDERS, """
                {"callId":"%s","callerName":"王小明","callerPhone":"13800000000"%s,"draft":{"type":"complaint","matter":"huji-hukoubu-reissue",
                "district":"330106","department":"区城管局","address":"文三路","title":"%s","content":"路灯不亮，电话13800000000"}}
                """.formatted(call, more, title), Role.AGENT);
    }

    private static String made() {
        var created = create(call(), "路灯不亮" + call(), "");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return TestServer.json(created).at("/order/orderNo").stringValue();
    }

    private static HttpResponse<String> step(String order, String body, Role role) {
        return send("POST", ORDERS + "/" + order + "/steps", body, role);
    }

    private static void assertIs(String schema, HttpResponse<String> response) {
        assertThat(Contract.schema(server, schema).validate(response.body(), InputFormat.JSON))
                .isEmpty();
    }

    private static String detail(HttpResponse<String> response) {
        assertIs("Problem", response);
        return TestServer.json(response).path("detail").stringValue();
    }

    @Test
    void makesOneOrderOfACall() {
        var call = call();
        var created = create(call, "我叫王小明，路灯不亮", "");
        assertThat(created.statusCode()).isEqualTo(201);
        assertIs("OpenedOrder", created);
        var order = TestServer.json(created).path("order");
        assertThat(order.path("callerPhone").stringValue()).isEqualTo("138****0000");
        assertThat(order.path("suggestedDept").stringValue()).isEqualTo("区城管局");
        assertThat(order.path("mine").booleanValue()).isTrue();
        assertThat(created.body()).doesNotContain("13800000000").doesNotContain("王小明");

        var again = create(call, "换了标题", "");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(again).at("/order/orderNo")).isEqualTo(order.path("orderNo"));
        assertThat(TestServer.json(again).at("/order/title")).isEqualTo(order.path("title"));
    }

    @Test
    void goesThroughItsStates() {
        var order = made();
        var dispatched = step(order, "{\"version\":1,\"step\":\"dispatch\"}", Role.AGENT);
        assertThat(dispatched.statusCode()).isEqualTo(200);
        assertIs("OpenedOrder", dispatched);
        var json = TestServer.json(dispatched);
        assertThat(json.at("/order/department").stringValue()).isEqualTo("区城管局");
        assertThat(json.path("steps").valueStream().map(s -> s.path("step").stringValue()))
                .containsExactly("take-down", "dispatch");
        assertThat(json.path("moves").valueStream().map(m -> m.path("step").stringValue()))
                .containsExactly("accept", "return");

        var wrong = step(order, "{\"version\":2,\"step\":\"close\"}", Role.AGENT);
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(detail(wrong)).isEqualTo("这张工单现在是“已派单”，不能办结；现在可以：签收、退回");
        var stale = step(order, "{\"version\":1,\"step\":\"accept\"}", Role.AGENT);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(detail(stale)).contains("刷新");
        var wordless = step(order, "{\"version\":2,\"step\":\"return\"}", Role.AGENT);
        assertThat(wordless.statusCode()).isEqualTo(400);
        assertThat(detail(wordless)).isEqualTo("退回要写原因");
        var extended = "{\"version\":2,\"step\":\"extend\",\"reason\":\"等配件\",\"dueAt\":\"2027-01-15T17:00:00+08:00\"}";
        assertThat(step(order, extended, Role.AGENT).statusCode()).isEqualTo(403);
        var later = step(order, extended, Role.SUPERVISOR);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(later).at("/order/dueAt").stringValue()).isEqualTo("2027-01-15T09:00:00Z");
    }

    @Test
    void reopensWhatDidNotSatisfy() {
        var order = made();
        for (var step :
                List.of("\"dispatch\"", "\"accept\"", "\"answer\",\"result\":\"修好了\"", "\"close\"", "\"revisit\"")) {
            int version = TestServer.json(get(ORDERS + "/" + order, Role.AGENT))
                    .at("/order/version")
                    .intValue();
            assertThat(step(order, "{\"version\":%d,\"step\":%s}".formatted(version, step), Role.AGENT)
                            .statusCode())
                    .isEqualTo(200);
        }
        var path = ORDERS + "/" + order + "/revisit";
        assertThat(send("POST", path, "{\"version\":6,\"satisfaction\":6}", Role.AGENT)
                        .statusCode())
                .isEqualTo(400);
        var rated = send("POST", path, "{\"version\":6,\"satisfaction\":1,\"words\":\"没修好\"}", Role.AGENT);
        assertThat(rated.statusCode()).isEqualTo(200);
        assertIs("OpenedOrder", rated);
        var again = TestServer.json(rated).path("reopened").stringValue();
        assertThat(TestServer.json(get(ORDERS + "/" + again, Role.AGENT))
                        .at("/order/reopenOf")
                        .stringValue())
                .isEqualTo(order);
    }

    @Test
    void linksDuplicates() {
        var one = made();
        var created = create(call(), "路灯不亮", "");
        var other = TestServer.json(created).at("/order/orderNo").stringValue();
        assertThat(TestServer.json(created)
                        .at("/duplicates/0/reasons")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .contains("同一事项", "地点相同");
        var path = ORDERS + "/" + other + "/duplicate";

        var linked = send("PUT", path, "{\"version\":1,\"of\":\"%s\"}".formatted(one), Role.AGENT);
        assertThat(linked.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(linked).at("/order/duplicateOf").stringValue())
                .isEqualTo(one);
        var opened = get(ORDERS + "/" + one, Role.AGENT);
        assertIs("OpenedOrder", opened);
        assertThat(TestServer.json(opened).at("/linked/0/orderNo").stringValue())
                .isEqualTo(other);
        assertThat(send("PUT", path, "{\"version\":2}", Role.AGENT).statusCode())
                .as("nothing is undone by mistake")
                .isEqualTo(400);
        assertThat(send("PUT", path, "{\"version\":2,\"of\":null}", Role.AGENT).statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", path, "{\"version\":3,\"of\":\"GD20200101-000001\"}", Role.AGENT)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void listsWhatIsAskedFor() {
        var order = made();
        var listed = get(ORDERS + "?state=awaiting&mine=true&matter=huji-hukoubu-reissue&text=" + order, Role.AGENT);
        assertThat(listed.statusCode()).isEqualTo(200);
        var items = TestServer.json(listed).path("items");
        assertThat(items.valueStream().map(i -> i.path("orderNo").stringValue()))
                .containsExactly(order);
        assertThat(Contract.schema(server, "WorkOrder").validate(items.get(0).toString(), InputFormat.JSON))
                .isEmpty();
        assertThat(TestServer.json(get(ORDERS + "?before=" + order + "&limit=1", Role.AGENT))
                        .path("items")
                        .valueStream()
                        .map(i -> i.path("orderNo").stringValue())
                        .toList())
                .doesNotContain(order);
        assertThat(TestServer.json(get(ORDERS + "?due=overdue&text=" + order, Role.AGENT))
                        .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=gone",
                "due=never",
                "mine=perhaps",
                "limit=0",
                "limit=201",
                "limit=x",
                "before=1",
                "before=GD20260302-000001&due=soon",
                "matter=A%20B",
                "text=%20"
            })
    void namesWhatIsWrongWithAList(String query) {
        var refused = get(ORDERS + "?" + query, Role.AGENT);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).at("/errors/0/field").stringValue())
                .isEqualTo(query.replaceFirst("=.*", ""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|draft",
                "{\"draft\":{\"title\":\"a\",\"content\":\"b\"}}|draft.type",
                "{\"draft\":{\"type\":\"anger\",\"title\":\"a\",\"content\":\"b\"}}|draft.type",
                "{\"draft\":{\"type\":\"help\",\"title\":\"\",\"content\":\"b\"}}|draft.title",
                "{\"draft\":{\"type\":\"help\",\"title\":\"a\"}}|draft.content",
                "{\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\",\"district\":\"1\"}}|draft.district",
                "{\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\",\"matter\":\" \"}}|draft.matter",
                "{\"callId\":\"a b\",\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|callId",
                "{\"callerPhone\":\"x\",\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|callerPhone",
                "{\"incidentTime\":\"今天\",\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|incidentTime",
                "{\"urgency\":\"now\",\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|urgency",
                "{\"knowledgeIds\":[1],\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|knowledgeIds",
                "{\"confidential\":\"no\",\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\"}}|confidential"
            })
    void namesWhatIsWrongWithAnOrder(String body, String field) {
        var refused = send("POST", ORDERS, body, Role.AGENT);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void makesNoOrderOfDangerNorOfWhatOthersDecide() {
        var danger = create(call(), "楼下着火了", "");
        assertThat(danger.statusCode()).isEqualTo(422);
        assertThat(detail(danger)).contains("110").contains("119").contains("120");
        var draft = send(
                "POST",
                ORDERS,
                "{\"draft\":{\"type\":\"help\",\"title\":\"a\",\"content\":\"b\",\"acceptable\":false}}",
                Role.AGENT);
        assertThat(draft.statusCode()).isEqualTo(422);
        var court = create(call(), "不服法院的判决", "");
        assertThat(court.statusCode()).isEqualTo(422);
        assertThat(detail(court)).contains("12368");
    }

    @Test
    void aColleaguesConfidentialOrderIsNotThere() {
        var created = create(call(), "举报路灯偷电", ",\"confidential\":true");
        var order = TestServer.json(created).at("/order/orderNo").stringValue();
        var colleague = LoggedIn.named(
                "another-agent",
                TestServer.RECORDS.bean(Accounts.class),
                TestServer.RECORDS.bean(Sessions.class),
                Role.AGENT);
        assertThat(server.send(colleague.sends(server.to(ORDERS + "/" + order)).GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(ORDERS + "/" + order, Role.SUPERVISOR).statusCode()).isEqualTo(200);
        assertThat(get(ORDERS + "/nothing", Role.AGENT).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsBurstsAndWhatCouldNotBeSent() {
        var bursts = get(ORDERS + "/bursts", Role.SUPERVISOR);
        assertThat(bursts.statusCode()).isEqualTo(200);
        assertIs("OrderBursts", bursts);
        for (var role : List.of(Role.SUPERVISOR, Role.SYSTEM)) {
            var exports = get(ORDERS + "/exports", role);
            assertThat(exports.statusCode()).isEqualTo(200);
            assertIs("OrderExports", exports);
            assertThat(TestServer.json(exports).path("on").booleanValue()).isFalse();
        }
        assertThat(send("POST", ORDERS + "/exports/none/retry", "", Role.SYSTEM).statusCode())
                .isEqualTo(404);
    }

    @Test
    void isForAgentsAndSupervisorsOnly() {
        assertThat(server.send(server.to(ORDERS).GET()).statusCode()).isEqualTo(401);
        for (var role : List.of(Role.EDITOR, Role.SYSTEM, Role.AUDITOR))
            assertThat(get(ORDERS, role).statusCode()).as("%s", role).isEqualTo(403);
        for (var path : List.of("/bursts", "/exports"))
            assertThat(get(ORDERS + path, Role.AGENT).statusCode()).isEqualTo(403);
        assertThat(get(ORDERS, Role.SUPERVISOR).statusCode()).isEqualTo(200);
    }
}
