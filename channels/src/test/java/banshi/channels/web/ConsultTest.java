package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Account;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Departments;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.hotline.ScriptedAssistant;
import banshi.channels.records.Handoffs;
import banshi.channels.wechat.NeverBlocks;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents and experts over real WebSockets, as docs/hotline.md has them. */
@ExtendWith(NeverBlocks.class)
class ConsultTest {
    private static TestServer server;
    private final String key = UUID.randomUUID().toString();
    private final String callId = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        server = new TestServer(
                (dialogue, utterance) -> new Turn(Dialogue.NEW, Replies.answer(), "r1"),
                new ScriptedAssistant(),
                (call, agent, draft) -> "GD-" + call);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Whoever sat there in the test before has left when the server has seen it. */
    @BeforeEach
    void nobodyIsThere() {
        server.proposing.set(null);
        try (var desk = desk(staff("looks.round", Role.AGENT))) {
            await().until(() -> {
                int before = desk.told("consult.whom").size();
                say(desk, Map.of("type", "consult.whom"));
                await().until(() -> desk.told("consult.whom").size() > before);
                return desk.told("consult.whom").getLast().path("experts").isEmpty();
            });
        }
    }

    private static LoggedIn staff(String name, Role... roles) {
        return LoggedIn.named(
                name, TestServer.RECORDS.bean(Accounts.class), TestServer.RECORDS.bean(Sessions.class), roles);
    }

    /** Of no department but these. */
    private static LoggedIn expert(String name, String... departments) {
        var expert = staff(name, Role.EXPERT);
        TestServer.RECORDS.bean(Departments.class).change(Actor.OPERATOR, expert.account(), List.of(departments));
        return expert;
    }

    private static Socket desk(LoggedIn who) {
        var response = server.send(who.sends(server.to("/api/v1/desk/ticket"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var ticket = TestServer.json(response).path("ticket").stringValue();
        var desk = new Socket(server.socket("/ws/agent"), "Origin", server.origin())
                .say("{\"type\":\"hello\",\"ticket\":\"" + ticket + "\"}");
        desk.awaitFirst("ready");
        return desk;
    }

    private static void say(Socket desk, Map<String, ?> fields) {
        desk.say(JsonMapper.shared().writeValueAsString(fields));
    }

    private void call(String agent) {
        var started = """
                {"v":1,"type":"call.started","callId":"%s","caller":{"phoneMasked":"138****5678"},"agentId":"%s"}""".formatted(callId, agent);
        var said = """
                {"v":1,"type":"transcript","callId":"%s","seq":%d,"utteranceId":"u%d","speaker":"caller","text":"%s","final":true,"startMs":1,"endMs":2}""";
        var response = server.send(server.to("/api/hotline/v1/calls/" + callId + "/events")
                .header("Authorization", "Bearer " + TestServer.HOTLINE_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[" + started + "," + said.formatted(callId, 1, 1, "我身份证丢了") + ","
                        + said.formatted(callId, 2, 2, "户口在外省，电话13800000000") + "]")));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private Map<String, String> question() {
        return Map.of(
                "type", "consult.ask", "id", key, "matter", TestPublished.MATTER, "aspect", "how", "text", "外省户口能补吗？");
    }

    private Map<String, String> deed(String type) {
        return Map.of("type", "consult." + type, "id", key);
    }

    private Map<String, String> deed(String type, String field, String value) {
        return Map.of("type", "consult." + type, "id", key, field, value);
    }

    private JsonNode awaitState(Socket desk, String state) {
        return desk.await(
                "consult",
                frame -> frame.path("id").stringValue().equals(key)
                        && frame.path("state").stringValue().equals(state));
    }

    private static String refused(Socket desk, String of) {
        return desk.await("refused", frame -> frame.path("of").stringValue().equals(of))
                .path("detail")
                .stringValue();
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(one -> one.path(field).stringValue("")).toList();
    }

    @Test
    void anAgentAsksAndAnExpertOfTheDepartmentAnswers() {
        var agent = staff("ask.agent", Role.AGENT);
        var expert = expert("ask.expert", TestPublished.DEPARTMENT);
        call("ask.agent");
        try (var asks = desk(agent);
                var answers = desk(expert);
                var elsewhere = desk(expert("ask.elsewhere", TestPublished.OTHER))) {
            var ready = answers.awaitFirst("ready");
            assertThat(ready.path("calls")).isEmpty();
            assertThat(ready.path("departments").get(0).stringValue()).isEqualTo(TestPublished.DEPARTMENT);
            assertThat(asks.awaitFirst("ready").path("departments").isMissingNode())
                    .isTrue();

            var wanted = new LinkedHashMap<>(question());
            wanted.put("callId", callId);
            say(asks, wanted);
            var asked = awaitState(asks, "waiting");
            assertThat(texts(asked.path("experts"), "id"))
                    .containsExactly(expert.account().id());
            var waiting = awaitState(answers, "waiting");
            assertThat(waiting.path("question").stringValue()).isEqualTo("外省户口能补吗？");
            assertThat(waiting.path("words").valueStream().map(JsonNode::stringValue))
                    .containsExactly("我身份证丢了", "户口在外省，电话138****0000");
            assertThat(waiting.path("matterName").stringValue()).isEqualTo("居民身份证补领");
            assertThat(waiting.path("department").stringValue()).isEqualTo(TestPublished.DEPARTMENT);
            assertThat(waiting.path("published").stringValue()).isEqualTo("带户口本到派出所补领。");
            assertThat(waiting.path("askedBy").path("displayName").stringValue())
                    .isEqualTo(agent.account().displayName());

            say(answers, deed("take"));
            assertThat(awaitState(asks, "taken").path("takenBy").path("id").stringValue())
                    .isEqualTo(expert.account().id());
            say(asks, deed("say", "text", "他有居住证"));
            answers.await(
                    "consult", frame -> texts(frame.path("messages"), "text").contains("他有居住证"));
            say(answers, deed("done", "text", "可以，带居住证来。"));
            var answered = awaitState(asks, "answered");
            assertThat(texts(answered.path("messages"), "text")).containsExactly("他有居住证", "可以，带居住证来。");
            assertThat(elsewhere.told("consult")).isEmpty();
            assertThat(answers.told("call")).isEmpty();
        }
        try (var again = desk(agent)) {
            assertThat(texts(again.awaitFirst("ready").path("consults"), "state"))
                    .containsExactly("answered");
            say(again, deed("done"));
            again.awaitFirst("consult");
        }
        try (var again = desk(agent)) {
            assertThat(again.awaitFirst("ready").path("consults")).isEmpty();
        }
    }

    @Test
    void whereNobodyIsThereItWaitsAndTheTelephoneIsTold() {
        var expert = expert("wait.expert", TestPublished.DEPARTMENT);
        try (var asks = desk(staff("wait.agent", Role.AGENT))) {
            say(asks, Map.of("type", "consult.whom", "matter", TestPublished.MATTER));
            var whom = asks.awaitFirst("consult.whom");
            assertThat(whom.path("department").stringValue()).isEqualTo(TestPublished.DEPARTMENT);
            assertThat(whom.path("experts")).isEmpty();
            assertThat(whom.path("phone").path("number").stringValue()).isEqualTo("12345");
            say(asks, question());
            assertThat(awaitState(asks, "waiting").path("experts")).isEmpty();
            try (var comes = desk(expert)) {
                assertThat(texts(comes.awaitFirst("ready").path("consults"), "id"))
                        .contains(key);
                asks.await(
                        "consult",
                        frame -> texts(frame.path("experts"), "id")
                                .contains(expert.account().id()));
                comes.say("{\"type\":\"presence\",\"state\":\"away\"}");
                await().until(() ->
                        asks.told("consult").getLast().path("experts").isEmpty());
            }
            say(asks, deed("withdraw"));
            awaitState(asks, "withdrawn");
        }
    }

    @Test
    void whoeverTakesItFirstHasItAndCanHandItOver() {
        var first = expert("pass.first", TestPublished.DEPARTMENT);
        var second = expert("pass.second", TestPublished.DEPARTMENT);
        var away = expert("pass.away", TestPublished.DEPARTMENT);
        try (var asks = desk(staff("pass.agent", Role.AGENT));
                var one = desk(first);
                var other = desk(second)) {
            say(asks, question());
            awaitState(other, "waiting");
            say(one, deed("take"));
            var gone = awaitState(other, "taken");
            assertThat(gone.path("question").stringValue()).isEmpty();
            say(other, deed("take"));
            assertThat(refused(other, "consult.take")).isEqualTo("已经有同事接了");
            say(other, deed("say", "text", "我也来答"));
            assertThat(refused(other, "consult.say")).contains("别人的");
            var others = awaitState(one, "taken").path("experts");
            assertThat(texts(others, "id")).containsExactly(second.account().id());
            say(one, deed("pass", "to", away.account().id()));
            assertThat(refused(one, "consult.pass")).isEqualTo("这位同事现在不在");
            say(one, deed("pass", "to", second.account().id()));
            other.await(
                    "consult",
                    frame -> frame.path("takenBy")
                            .path("id")
                            .stringValue("")
                            .equals(second.account().id()));
            one.await(
                    "consult",
                    frame -> frame.path("takenBy")
                            .path("id")
                            .stringValue("")
                            .equals(second.account().id()));
            say(other, deed("done", "text", "可以。"));
            awaitState(asks, "answered");
            say(asks, deed("done"));
        }
    }

    @Test
    void anExpertReadsNoCallAndNoOrder() {
        var expert = expert("no.calls", TestPublished.DEPARTMENT);
        call("nobody.there"); // it waits for whoever takes it, and everybody at a desk is told
        try (var desk = desk(expert)) {
            assertThat(desk.awaitFirst("ready").path("calls")).isEmpty();
            for (var frame : List.of(
                    Map.of("type", "take", "callId", callId),
                    Map.of("type", "wrapup.done", "callId", callId),
                    Map.of("type", "ask", "ask", "1", "text", "身份证"),
                    Map.of("type", "consult.ask", "id", key, "callId", callId, "text", "？"))) {
                say(desk, frame);
                assertThat(refused(desk, frame.get("type"))).contains("坐席角色");
            }
            call("nobody.there");
            say(desk, Map.of("type", "ping"));
            desk.awaitFirst("pong");
            for (var type : List.of("call", "transcript", "suggestion", "summary"))
                assertThat(desk.told(type)).as(type).isEmpty();
        }
        for (var path : List.of(
                "/api/v1/desk/calls",
                "/api/v1/desk/calls/" + callId,
                "/api/v1/desk/handoffs",
                "/api/v1/desk/orders",
                "/api/studio/v1/figures",
                "/api/staff/v1/accounts"))
            assertThat(server.send(expert.sends(server.to(path)).GET()).statusCode())
                    .as(path)
                    .isEqualTo(403);
    }

    @Test
    void onlyWhoHasTheCallAsksAboutIt() {
        staff("has.call", Role.AGENT);
        call("has.call");
        var handoff = TestServer.RECORDS.bean(Handoffs.class).ask(key.substring(0, 30), "c-" + key, "web", null);
        try (var asks = desk(staff("has.none", Role.AGENT))) {
            var ofCall = new LinkedHashMap<>(question());
            ofCall.put("callId", callId);
            say(asks, ofCall);
            assertThat(refused(asks, "consult.ask")).isIn("这通电话是别人在接", "没有这通电话");
            var ofHandoff = new LinkedHashMap<>(question());
            ofHandoff.put("handoff", handoff.id());
            say(asks, ofHandoff);
            asks.await("refused", frame -> frame.path("detail").stringValue().equals("这位群众不是您在接待"));
            say(asks, deed("take"));
            assertThat(refused(asks, "consult.take")).contains("业务专员");
            assertThat(asks.told("consult")).isEmpty();
        }
    }

    @Test
    void whatACitizenWroteGoesAlong() {
        var agent = staff("writes.agent", Role.AGENT);
        var handoffs = TestServer.RECORDS.bean(Handoffs.class);
        var handoff = handoffs.ask(key.substring(0, 30), "c-" + key, "web", null);
        handoffs.take(handoff.id(), agent.account().id(), () -> {});
        for (var text : List.of("一", "二", "三", "四")) handoffs.say(handoff.id(), Handoffs.Sender.CITIZEN, text);
        handoffs.say(handoff.id(), Handoffs.Sender.AGENT, "稍等");
        try (var asks = desk(agent)) {
            var wanted = new LinkedHashMap<>(question());
            wanted.put("handoff", handoff.id());
            say(asks, wanted);
            assertThat(awaitState(asks, "waiting").path("words").valueStream().map(JsonNode::stringValue))
                    .containsExactly("二", "三", "四");
            say(asks, deed("withdraw"));
        }
    }

    @Test
    void anAnswerIsProposedWhereSomethingTakesProposals() {
        var proposals = new ArrayList<String>();
        try (var asks = desk(staff("propose.agent", Role.AGENT));
                var answers = desk(expert("propose.expert", TestPublished.DEPARTMENT))) {
            say(asks, question());
            awaitState(answers, "waiting");
            say(answers, deed("take"));
            say(answers, deed("done", "text", "可以。"));
            awaitState(asks, "answered");
            say(asks, deed("propose"));
            assertThat(refused(asks, "consult.propose")).isEqualTo("这台服务器没有开通提议口径");
            server.proposing.set((matter, aspect, question, answer, by) -> {
                proposals.add(String.join("|", matter, aspect, question, answer, by.name()));
                return 7;
            });
            say(asks, deed("propose", "text", "可以，本人来。"));
            asks.await("consult", frame -> frame.path("proposal").longValue(0) == 7);
            say(asks, deed("done"));
        }
        assertThat(proposals).singleElement().asString().startsWith("id-card-reissue|how|外省户口能补吗？|可以，本人来。|");
    }

    @Test
    void rubbishIsRefused() {
        try (var asks = desk(staff("rubbish.agent", Role.AGENT, Role.EXPERT))) {
            for (var frame : List.of(
                    "{\"type\":\"consult.ask\"}",
                    "{\"type\":\"consult.ask\",\"id\":{},\"text\":7}",
                    "{\"type\":\"consult.ask\",\"id\":\"x\",\"text\":\"y\",\"callId\":\"%\"}",
                    "{\"type\":\"consult.take\",\"id\":\"nothing\"}",
                    "{\"type\":\"consult.pass\"}",
                    "{\"type\":\"consult.say\",\"id\":\"nothing\",\"text\":\"x\"}",
                    "{\"type\":\"consult.done\",\"id\":[]}",
                    "{\"type\":\"consult.else\"}")) asks.say(frame);
            await().until(() -> asks.told("refused").size() == 8);
            assertThat(texts(JsonMapper.shared().valueToTree(asks.told("refused")), "detail"))
                    .doesNotContain("没有办成，请再试一次");
        }
    }

    @Test
    void departmentsAreGivenByWhoeverKeepsAccounts() {
        var system = staff("departments.system", Role.SYSTEM);
        Account expert = expert("departments.expert").account();
        var path = "/api/staff/v1/accounts/" + expert.id() + "/departments";
        assertThat(put(system, path, "{\"departments\":[\"" + TestPublished.DEPARTMENT + "\"]}"))
                .isEqualTo(204);
        var all = TestServer.json(
                server.send(system.sends(server.to("/api/staff/v1/departments")).GET()));
        assertThat(all.path("published").valueStream().map(JsonNode::stringValue))
                .containsExactly(TestPublished.OTHER, TestPublished.DEPARTMENT);
        assertThat(all.path("experts")
                        .valueStream()
                        .filter(one -> one.path("account").stringValue().equals(expert.id()))
                        .map(one -> one.path("departments").get(0).stringValue()))
                .containsExactly(TestPublished.DEPARTMENT);
        assertThat(put(system, path, "{\"departments\":[\"没有这个部门\"]}")).isEqualTo(400);
        assertThat(put(system, "/api/staff/v1/accounts/none/departments", "{\"departments\":[]}"))
                .isEqualTo(404);
        var agent = staff("departments.agent", Role.AGENT);
        assertThat(put(
                        system,
                        "/api/staff/v1/accounts/" + agent.account().id() + "/departments",
                        "{\"departments\":[\"" + TestPublished.DEPARTMENT + "\"]}"))
                .isEqualTo(400);
        assertThat(put(agent, path, "{\"departments\":[]}")).isEqualTo(403);
        assertThat(server.send(agent.sends(server.to("/api/staff/v1/departments"))
                                .GET())
                        .statusCode())
                .isEqualTo(403);
    }

    private static int put(LoggedIn who, String path, String body) {
        return server.send(who.sends(server.to(path))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
