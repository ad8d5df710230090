package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.ScriptedAssistant;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.wechat.NeverBlocks;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events over both wires, and desks over a real WebSocket, as docs/hotline.md has them. */
@ExtendWith(NeverBlocks.class)
class HotlineTest {
    private static final String STREAM = "/api/hotline/v1/stream";
    private static final WorkOrderDesk ORDERS = (callId, agent, draft) -> {
        if (!draft.acceptable()) throw new WorkOrderDesk.Refused("这是紧急警情，请转 110");
        return "GD-" + callId;
    };

    private static TestServer server;
    private String callId;

    @BeforeAll
    static void start() {
        server = new TestServer(
                (dialogue, utterance) -> new Turn(
                        Dialogue.NEW,
                        utterance.text().contains("户口") ? Replies.answer() : Replies.unrecognised(),
                        "r1"),
                new ScriptedAssistant(),
                ORDERS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void anotherCall() {
        callId = UUID.randomUUID().toString();
    }

    private String said(int seq, String id, String text) {
        return """
                {"v":1,"type":"transcript","callId":"%s","seq":%d,"utteranceId":"%s","speaker":"caller","text":"%s","final":true,"startMs":1,"endMs":2}""".formatted(callId, seq, id, text);
    }

    private String started(String agent) {
        return """
                {"v":1,"type":"call.started","callId":"%s","caller":{"phoneMasked":"138****5678"},"agentId":"%s"}""".formatted(callId, agent);
    }

    private String ended() {
        return "{\"v\":1,\"type\":\"call.ended\",\"callId\":\"" + callId + "\",\"reason\":\"hangup\"}";
    }

    private HttpResponse<String> post(String body) {
        return post(callId, TestServer.HOTLINE_KEY, body);
    }

    private static HttpResponse<String> post(String callId, String key, String body) {
        return server.send(server.to("/api/hotline/v1/calls/" + callId + "/events")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static Socket stream() {
        return new Socket(server.socket(STREAM), "Authorization", "Bearer " + TestServer.HOTLINE_KEY);
    }

    private LoggedIn agent(String name, Role... roles) {
        return LoggedIn.named(
                name,
                TestServer.RECORDS.bean(Accounts.class),
                TestServer.RECORDS.bean(Sessions.class),
                roles.length == 0 ? new Role[] {Role.AGENT} : roles);
    }

    private static JsonNode json(LoggedIn agent, String method, String path) {
        var response = server.send(agent.sends(server.to(path))
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private static Socket desk(LoggedIn agent) {
        var ticket = json(agent, "POST", "/api/v1/desk/ticket").path("ticket").stringValue();
        return new Socket(server.socket("/ws/agent"), "Origin", server.origin())
                .say("{\"type\":\"hello\",\"ticket\":\"" + ticket + "\"}");
    }

    private static String frame(Map<String, ?> fields) {
        return JsonMapper.shared().writeValueAsString(fields);
    }

    // events in

    @Test
    void takesEventsOverHttp() {
        var answer = TestServer.json(post("[" + started("nobody") + "," + said(1, "u1", "喂你好") + ",{},"
                + said(2, "u1", "换人").replace("caller", "agent").replace("u1", "u1") + "]"));
        assertThat(answer.path("callId").stringValue()).isEqualTo(callId);
        assertThat(answer.path("lastSeq").intValue()).isEqualTo(2);
        assertThat(answer.path("faults").valueStream().map(f -> f.path("index").intValue()))
                .containsExactly(2, 3);
        assertThat(TestServer.json(post(said(3, "u2", "再见"))).path("lastSeq").intValue())
                .isEqualTo(3);
    }

    @Test
    void isForProgramsWithAKeyForIt() {
        assertThat(post(callId, TestServer.API_KEY, said(1, "u1", "喂")).statusCode())
                .isEqualTo(403);
        assertThat(post(callId, "no key of anybody's at all", said(1, "u1", "喂"))
                        .statusCode())
                .isEqualTo(401);
        assertThatThrownBy(() -> new Socket(server.socket(STREAM), "Authorization", "Bearer " + TestServer.API_KEY))
                .isInstanceOf(CompletionException.class);
        try (var socket = new Socket(server.socket(STREAM)).say("{\"type\":\"auth\",\"key\":\"nobody's\"}")) {
            assertThat(socket.closed()).isEqualTo(1008);
        }
        try (var socket = new Socket(server.socket(STREAM)).say(said(1, "u1", "喂"))) {
            assertThat(socket.closed()).isEqualTo(1008);
        }
    }

    @Test
    void refusesABodyThatIsNoJson() {
        assertThat(post("rubbish").statusCode()).isEqualTo(400);
        assertThat(post("[" + "1,".repeat(1_000) + "1]").statusCode()).isEqualTo(400);
        assertThat(post("[\"" + "啊".repeat(1 << 20) + "\"]").statusCode()).isEqualTo(413);
        assertThat(post("%20", TestServer.HOTLINE_KEY, "[]").statusCode()).isEqualTo(400);
    }

    @Test
    void takesEventsOverAStreamAndAcknowledgesThem() {
        try (var socket = new Socket(server.socket(STREAM))) {
            socket.say(frame(Map.of("type", "auth", "key", TestServer.HOTLINE_KEY)))
                    .say(started("nobody"))
                    .say("[" + said(1, "u1", "喂你好") + "," + said(2, "u2", "我问一下") + "]")
                    .say(said(2, "u2", "别的话"));
            socket.await("ack", ack -> ack.path("lastSeq").intValue() == 2);
            assertThat(socket.awaitFirst("fault").path("callId").stringValue()).isEqualTo(callId);
            assertThat(socket.say("{\"type\":\"ping\"}").awaitFirst("pong")).isNotNull();
        }
        try (var again = stream()) {
            again.say(frame(Map.of("type", "resume", "callId", callId)));
            assertThat(again.awaitFirst("ack").path("lastSeq").intValue()).isEqualTo(2);
        }
    }

    @Test
    void rubbishIsAFaultAndTheCallGoesOn() {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        var random = new Random(seed);
        try (var socket = stream()) {
            socket.say(started("nobody"));
            for (int i = 0; i < 50; i++) {
                var bytes = new byte[random.nextInt(400)];
                random.nextBytes(bytes);
                socket.sayBytes(bytes);
                socket.say(random.ints(random.nextInt(200), 32, 0x2FFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
            }
            socket.say("[".repeat(50_000)).say("{\"type\":{}}").say("{\"type\":\"resume\"}");
            socket.say(said(1, "u1", "喂你好"));
            socket.await("ack", ack -> ack.path("lastSeq").intValue() == 1);
            assertThat(socket.told("fault")).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(100);
        }
    }

    // desks

    @Test
    void aDeskIsToldAllThatHappensInACallOfItsAgent() {
        var agent = agent("zhang.san");
        try (var desk = desk(agent);
                var stream = stream()) {
            var ready = desk.awaitFirst("ready");
            assertThat(ready.path("agent").path("name").stringValue()).isEqualTo("zhang.san");
            assertThat(ready.path("state").stringValue()).isEqualTo("ready");
            assertThat(ready.path("supervisor").booleanValue()).isFalse();
            stream.say(started("zhang.san"));
            var call = desk.await(
                    "call", frame -> frame.path("callId").stringValue().equals(callId));
            assertThat(call.path("state").stringValue()).isEqualTo("ringing");
            assertThat(call.path("phoneMasked").stringValue()).isEqualTo("138****5678");
            assertThat(call.path("agent").path("id").stringValue())
                    .isEqualTo(agent.account().id());
            stream.say(said(1, "u1", "我身份证丢了，电话13800000000"));
            var transcript = desk.awaitFirst("transcript");
            assertThat(transcript.path("text").stringValue()).isEqualTo("我身份证丢了，电话138****0000");
            assertThat(transcript.path("final").booleanValue()).isTrue();
            var card = desk.awaitFirst("suggestion");
            assertThat(card.path("kind").stringValue()).isEqualTo("answer");
            assertThat(card.path("basedOn").get(0).stringValue()).isEqualTo("u1");
            assertThat(card.path("expires").isMissingNode()).isFalse();
            desk.say(frame(Map.of(
                    "type",
                    "suggestion.feedback",
                    "id",
                    card.path("id").stringValue(),
                    "callId",
                    callId,
                    "displayedMs",
                    1200,
                    "action",
                    "edited",
                    "finalText",
                    "请带户口本到派出所补领。")));
            desk.awaitFirst("summary");
            stream.say(ended());
            desk.await("call", frame -> frame.path("state").stringValue().equals("wrapup"));
            desk.say(frame(Map.of(
                    "type",
                    "summary.confirm",
                    "callId",
                    callId,
                    "draft",
                    Map.of("type", "consultation", "title", "补身份证", "content", "丢了", "acceptable", true))));
            assertThat(desk.awaitFirst("confirmed").path("order").stringValue()).isEqualTo("GD-" + callId);
            desk.say(frame(Map.of("type", "wrapup.done", "callId", callId)));
            desk.await("call", frame -> frame.path("state").stringValue().equals("closed"));
            assertThat(desk.told("refused")).isEmpty();
        }
        var seen = json(agent, "GET", "/api/v1/desk/calls/" + callId);
        assertThat(seen.path("utterances")).hasSize(1);
        assertThat(seen.path("cards")
                        .get(0)
                        .path("feedback")
                        .get(0)
                        .path("edits")
                        .intValue())
                .isEqualTo(1);
        assertThat(seen.path("cards").get(0).path("card").path("title").stringValue())
                .isEqualTo("身份证");
    }

    @Test
    void whoComesAgainIsToldEverythingOnce() {
        var agent = agent("li.si");
        post("[" + started("li.si") + "," + said(1, "u1", "我身份证丢了") + "," + said(2, "u2", "户口在外地") + "]");
        try (var desk = desk(agent)) {
            desk.await("ready", ready -> ready.path("calls").size() > 0);
        }
        await().untilAsserted(() -> {
            try (var desk = desk(agent)) {
                var calls = desk.awaitFirst("ready")
                        .path("calls")
                        .valueStream()
                        .filter(call -> call.path("callId").stringValue().equals(callId))
                        .toList();
                assertThat(calls).hasSize(1);
                assertThat(calls.getFirst().path("utterances")).hasSize(2);
                assertThat(calls.getFirst().path("suggestions")).hasSize(2);
                desk.await(
                        "summary", frame -> frame.path("callId").stringValue().equals(callId));
            }
        });
        post(ended());
    }

    @Test
    void aCallThatNobodyHasIsTakenOnce() {
        var first = agent("wang.wu");
        var second = agent("zhao.liu");
        post(said(1, "u1", "喂你好"));
        try (var mine = desk(first);
                var other = desk(second)) {
            mine.await(
                    "ready",
                    ready -> ready.path("calls")
                            .valueStream()
                            .anyMatch(call -> call.path("callId").stringValue().equals(callId)));
            other.awaitFirst("ready");
            mine.say(frame(Map.of("type", "take", "callId", callId)));
            for (var desk : List.of(mine, other))
                desk.await(
                        "call",
                        call -> call.path("agent").path("name").stringValue("").equals("wang.wu"));
            other.say(frame(Map.of("type", "take", "callId", callId)));
            assertThat(other.awaitFirst("refused").path("detail").stringValue()).isEqualTo("已经有人接了");
            int before = other.told("transcript").size();
            post(said(2, "u2", "身份证"));
            mine.await(
                    "transcript",
                    frame -> frame.path("utteranceId").stringValue().equals("u2"));
            assertThat(other.told("transcript")).hasSize(before);
            other.say(frame(Map.of("type", "wrapup.done", "callId", callId)));
            other.await("refused", frame -> frame.path("detail").stringValue().equals("这通电话是别人在接"));
        }
        post(ended());
        assertThat(TestServer.RECORDS.bean(AuditLog.class).last(Long.MAX_VALUE, 20))
                .filteredOn(row -> row.object().equals("call:" + callId))
                .extracting(AuditEntry::account, AuditEntry::type)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("wang.wu", "call-taken"));
    }

    @Test
    void agentsLookAtTheirOwnAndSupervisorsAtAll() {
        var mine = agent("sun.qi");
        var other = agent("zhou.ba");
        var supervisor = agent("wu.jiu", Role.SUPERVISOR);
        post("[" + started("sun.qi") + "," + said(1, "u1", "喂你好") + "]");
        var path = "/api/v1/desk/calls/" + callId;
        assertThat(json(mine, "GET", path).path("utterances")).hasSize(1);
        assertThat(json(supervisor, "GET", path).path("utterances")).hasSize(1);
        assertThat(server.send(other.sends(server.to(path)).GET()).statusCode()).isEqualTo(404);
        assertThat(server.send(server.asStaff(path, Role.EDITOR).GET()).statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.to(path).GET()).statusCode()).isEqualTo(401);
        assertThat(json(mine, "GET", "/api/v1/desk/calls").path("items"))
                .extracting(call -> call.path("callId").stringValue())
                .containsExactly(callId);
        assertThat(json(other, "GET", "/api/v1/desk/calls").path("items")).isEmpty();
        assertThat(json(supervisor, "GET", "/api/v1/desk/calls").path("items").size())
                .isPositive();
        assertThat(TestServer.RECORDS.bean(AuditLog.class).last(Long.MAX_VALUE, 20))
                .filteredOn(row -> row.object().equals("call:" + callId))
                .extracting(AuditEntry::type)
                .containsOnly("call-seen")
                .hasSize(2);
        post(ended());
    }

    @Test
    void anAgentsPickIsHeardAsIfTheCallerHadSaidIt() {
        try (var desk = desk(agent("qian.shi"))) {
            desk.awaitFirst("ready");
            post("[" + started("qian.shi") + "," + said(1, "u1", "户口的事") + "]");
            desk.awaitFirst("suggestion");
            desk.say(frame(Map.of("type", "option", "callId", callId, "matter", "id-card-reissue", "choice", "2")));
            desk.await("transcript", frame -> frame.path("text").stringValue().equals("户口不在本地"));
            desk.say(frame(Map.of("type", "option", "callId", callId, "matter", "id-card-reissue", "choice", "9")));
            desk.await("refused", frame -> frame.path("of").stringValue().equals("option"));
        }
        post(ended());
    }

    @Test
    void searchesAtHand() {
        try (var desk = desk(agent("feng.yi"))) {
            desk.awaitFirst("ready");
            desk.say(frame(Map.of("type", "ask", "ask", 7, "text", "户口本丢了")));
            var found = desk.awaitFirst("found");
            assertThat(found.path("ask").intValue()).isEqualTo(7);
            assertThat(found.path("suggestions").get(0).path("materials").size())
                    .isPositive();
            assertThat(found.path("suggestions").get(0).path("spoken").stringValue())
                    .isNotEmpty();
        }
    }

    @Test
    void keepsWhatASearchDidNotFind() {
        try (var desk = desk(agent("feng.er"))) {
            desk.awaitFirst("ready");
            desk.say(frame(Map.of("type", "ask", "ask", 1, "text", "户口本丢了")));
            desk.await("found", found -> found.path("ask").intValue() == 1);
            desk.say(frame(Map.of("type", "ask", "ask", 2, "text", "没有的事，找13812345678", "callId", callId)));
            var found = desk.await("found", one -> one.path("ask").intValue() == 2);
            assertThat(found.path("suggestions")
                            .valueStream()
                            .map(card -> card.path("kind").stringValue()))
                    .doesNotContain("answer");
        }
        await().untilAsserted(() -> assertThat(TestServer.RECORDS
                        .records()
                        .sql()
                        .sql("select said from hotline_search where call = ?")
                        .param(callId)
                        .query(String.class)
                        .list())
                .containsExactly("没有的事，找138****5678"));
        assertThat(TestServer.RECORDS
                        .records()
                        .sql()
                        .sql("select count(*) from hotline_search where said like '户口本%'")
                        .query(Integer.class)
                        .single())
                .as("what was found")
                .isZero();
    }

    @Test
    void tellsWhoIsThere() {
        try (var mine = desk(agent("chen.er"))) {
            mine.awaitFirst("ready");
            try (var other = desk(agent("chu.san"))) {
                other.awaitFirst("ready");
                other.say("{\"type\":\"presence\",\"state\":\"away\"}");
                mine.await("presence", frame -> of(frame, "away") == 1);
                other.say("{\"type\":\"presence\",\"state\":\"asleep\"}");
                other.awaitFirst("refused");
            }
            await().until(() -> of(mine.told("presence").getLast(), "away") == 0);
        }
    }

    private static long of(JsonNode presence, String state) {
        return presence.path("colleagues")
                .valueStream()
                .filter(colleague -> colleague.path("state").stringValue().equals(state))
                .count();
    }

    @Test
    void opensForGoodTicketsOfThisSiteOnly() {
        var agent = agent("wei.si");
        assertThatThrownBy(() -> new Socket(server.socket("/ws/agent"), "Origin", "https://elsewhere.example"))
                .isInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> new Socket(server.socket("/ws/agent"))).isInstanceOf(CompletionException.class);
        var ticket = json(agent, "POST", "/api/v1/desk/ticket");
        assertThat(ticket.path("expiresIn").intValue()).isEqualTo(30);
        var hello =
                frame(Map.of("type", "hello", "ticket", ticket.path("ticket").stringValue()));
        try (var desk = new Socket(server.socket("/ws/agent"), "Origin", server.origin()).say(hello)) {
            desk.awaitFirst("ready");
            try (var again = new Socket(server.socket("/ws/agent"), "Origin", server.origin()).say(hello)) {
                assertThat(again.closed()).isEqualTo(4401);
            }
            try (var none = new Socket(server.socket("/ws/agent"), "Origin", server.origin()).say("rubbish")) {
                assertThat(none.closed()).isEqualTo(4401);
            }
        }
        assertThat(server.send(server.asStaff("/api/v1/desk/ticket", Role.EDITOR)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void rubbishFromADeskIsRefusedAndTheLineStays() {
        try (var desk = desk(agent("shen.wu"))) {
            desk.awaitFirst("ready");
            desk.say("rubbish")
                    .say("[]")
                    .say("{\"type\":7}")
                    .say("{\"type\":\"take\"}")
                    .sayBytes((byte) 1, (byte) 0);
            desk.say("{\"type\":\"suggestion.feedback\",\"callId\":\"x\",\"id\":\"s1\",\"action\":\"adopted\"}");
            desk.say("{\"type\":\"ping\"}").awaitFirst("pong");
            assertThat(desk.told("refused")).hasSize(6);
        }
    }

    @Test
    void theEndOfTheSessionEndsTheLine() {
        var agent = agent("han.liu");
        try (var desk = desk(agent)) {
            desk.awaitFirst("ready");
            var response =
                    server.send(agent.sends(server.to("/api/staff/v1/session")).DELETE());
            assertThat(response.statusCode()).isLessThan(300);
            assertThat(desk.closed()).isEqualTo(4403);
        }
    }

    @Test
    void noOrderIsMadeOfADanger() {
        try (var desk = desk(agent("yang.qi"))) {
            desk.awaitFirst("ready");
            post("[" + started("yang.qi") + "," + said(1, "u1", "有人拿刀") + "]");
            desk.say(frame(Map.of(
                    "type",
                    "summary.confirm",
                    "callId",
                    callId,
                    "draft",
                    Map.of("type", "help", "title", "拿刀", "content", "", "acceptable", false))));
            assertThat(desk.awaitFirst("refused").path("detail").stringValue()).isEqualTo("这是紧急警情，请转 110");
        }
        post(ended());
    }
}
