package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.hotline.DeskFrame.AgentView;
import banshi.channels.hotline.DeskFrame.DraftView;
import banshi.channels.hotline.ScriptedAssistant;
import banshi.channels.hotline.WorkOrderDesk;
import banshi.channels.notice.SmsSettings;
import banshi.channels.webhook.Receiver;
import banshi.channels.wechat.NeverBlocks;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One-time notices that agents push, over HTTP and to a system that sends messages. */
@ExtendWith(NeverBlocks.class)
class DeskNoticeTest {
    private static final String NUMBER = "13800001234";
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final List<String> ANSWERED = new CopyOnWriteArrayList<>();
    private static final WorkOrderDesk ORDERS = new WorkOrderDesk() {
        @Override
        public String confirm(String callId, AgentView agent, DraftView draft) {
            return "GD-" + callId;
        }

        @Override
        public void answered(String callId, String words) {
            ANSWERED.add(callId + " " + words);
        }
    };

    private static Receiver receiver;
    private static TestServer server;
    private static LoggedIn agent;
    private String callId;

    @BeforeAll
    static void start() {
        receiver = new Receiver();
        server = new TestServer(
                (dialogue, utterance) -> new Turn(Dialogue.NEW, Replies.unrecognised(), "r1"),
                new ScriptedAssistant(),
                ORDERS,
                new SmsSettings(
                        receiver.url(),
                        "a secret of at least thirty-two characters",
                        1, // the clock of the tests stands still, so no second try would come
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5)),
                URI.create("https://ask.example.gov.cn"));
        agent = loggedIn("notice.zhang", Role.AGENT);
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.close();
    }

    @BeforeEach
    void aCall() {
        callId = UUID.randomUUID().toString();
    }

    private static LoggedIn loggedIn(String name, Role... roles) {
        return LoggedIn.named(
                name, TestServer.RECORDS.bean(Accounts.class), TestServer.RECORDS.bean(Sessions.class), roles);
    }

    private void events(Object... events) {
        var response = server.send(server.to("/api/hotline/v1/calls/" + callId + "/events")
                .header("Authorization", "Bearer " + TestServer.HOTLINE_KEY)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(events))));
        assertThat(TestServer.json(response).path("faults")).as(response.body()).isEmpty();
    }

    private Map<String, ?> started(Map<String, ?> caller) {
        return Map.of(
                "v",
                1,
                "type",
                "call.started",
                "callId",
                callId,
                "caller",
                caller,
                "agentId",
                agent.account().name());
    }

    private Map<String, ?> said(int seq, String text) {
        return Map.of(
                "v",
                1,
                "type",
                "transcript",
                "callId",
                callId,
                "seq",
                seq,
                "utteranceId",
                "u" + seq,
                "speaker",
                "caller",
                "text",
                text,
                "final",
                true);
    }

    /** With a card about an identity card that is lost. */
    private void ringing(Map<String, ?> caller) {
        events(started(caller), said(1, "我身份证丢了"));
        await().atMost(LONG).until(() -> seen().at("/call/suggestions").size() == 1);
    }

    private JsonNode seen() {
        var response = server.send(
                agent.sends(server.to("/api/v1/desk/calls/" + callId)).GET());
        return TestServer.json(response);
    }

    private HttpResponse<String> push(LoggedIn who, String body) {
        return server.send(who.sends(server.to("/api/v1/desk/calls/" + callId + "/notice"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode pushed(String body) {
        var response = push(agent, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    private static String detail(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return TestServer.json(response).path("detail").stringValue();
    }

    private HttpResponse<String> open(String link) {
        return server.send(server.to(URI.create(link).getPath()).GET());
    }

    @Test
    void aLinkOpensForAnybodyAndShowsTheCaseOfThisCall() {
        ringing(Map.of("phone", NUMBER));
        var notice = pushed("{\"card\":\"s1\"}");
        assertThat(notice.path("sms").stringValue()).isEqualTo("none");
        assertThat(notice.path("matter").stringValue()).isEqualTo("id-card-reissue");
        var link = notice.path("link").stringValue();
        assertThat(link).startsWith("https://ask.example.gov.cn/n/");
        assertThat(notice.path("text").stringValue()).endsWith(link);

        var page = open(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.body()).contains("户口本丢了", "要准备的材料", "不要钱").doesNotContain(callId, NUMBER);
        assertThat(open(link.substring(0, link.length() - 1) + "!").statusCode())
                .isEqualTo(404);
        assertThat(open("https://x/n/" + "A".repeat(22)).statusCode()).isEqualTo(404);
        assertThat(open("https://x/n/" + "A".repeat(22)).body()).contains("没有找到");
    }

    @Test
    void aMessageGoesOutOnceAndTheCallKeepsIt() {
        ringing(Map.of("phone", NUMBER));
        try (var desk = desk()) {
            desk.awaitFirst("ready");
            assertThat(pushed("{\"card\":\"s1\",\"by\":\"sms\"}").path("sms").stringValue())
                    .isEqualTo("waiting");
            pushed("{\"card\":\"s1\",\"by\":\"sms\"}");
            var told = desk.await(
                    "notice", frame -> frame.path("callId").stringValue().equals(callId));
            assertThat(told.path("matter").stringValue()).isEqualTo("id-card-reissue");
            assertThat(told.path("sms").stringValue()).isEqualTo("submitted");
        }
        var link = seen().at("/notices/0/link").stringValue();
        assertThat(receiver.got())
                .filteredOn(got -> got.json().path("link").stringValue().equals(link))
                .hasSize(1)
                .allMatch(got -> got.json().path("phone").stringValue().equals(NUMBER));
        assertThat(seen().path("notices")).hasSize(1);
        assertThat(seen().at("/notices/0/sms").stringValue()).isEqualTo("submitted");
        assertThat(ANSWERED)
                .filteredOn(words -> words.startsWith(callId))
                .hasSize(1)
                .allMatch(words -> words.endsWith("（短信）"));
    }

    private static Socket desk() {
        var ticket = server.send(agent.sends(server.to("/api/v1/desk/ticket"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        return new Socket(server.socket("/ws/agent"), "Origin", server.origin())
                .say("{\"type\":\"hello\",\"ticket\":\""
                        + TestServer.json(ticket).path("ticket").stringValue() + "\"}");
    }

    @Test
    void theDeskIsToldWhereItDidNotGoOut() {
        ringing(Map.of("phone", NUMBER));
        receiver.isDown(true);
        try (var desk = desk()) {
            desk.awaitFirst("ready");
            pushed("{\"card\":\"s1\",\"by\":\"sms\"}");
            var told = desk.await(
                    "notice", frame -> frame.path("callId").stringValue().equals(callId));
            assertThat(told.path("sms").stringValue()).isEqualTo("failed");
        } finally {
            receiver.isDown(false);
        }
        assertThat(seen().at("/notices/0/sms").stringValue()).isEqualTo("failed");
        await().atMost(LONG)
                .until(() ->
                        ANSWERED.stream().anyMatch(words -> words.startsWith(callId) && words.endsWith("（短信未送达）")));
    }

    @Test
    void whatWasFoundByHandIsPushedByItsMatter() {
        ringing(Map.of("phone", NUMBER));
        assertThat(pushed("{\"matter\":\"id-card-reissue\"}").path("link").stringValue())
                .isEqualTo(pushed("{\"card\":\"s1\"}").path("link").stringValue());
    }

    @Test
    void whereTheNumberIsNotKnownItCannotBeSent() {
        ringing(Map.of("phoneMasked", "138****1234"));
        assertThat(pushed("{\"card\":\"s1\"}").path("sms").stringValue()).isEqualTo("off");
        assertThat(detail(push(agent, "{\"card\":\"s1\",\"by\":\"sms\"}"), 422)).contains("不知道来电号码");
    }

    @Test
    void isForTheAgentOfThatCall() {
        ringing(Map.of("phone", NUMBER));
        assertThat(detail(push(loggedIn("notice.li", Role.AGENT), "{\"card\":\"s1\"}"), 404))
                .isEqualTo("这不是您在接的电话");
        assertThat(push(loggedIn("notice.editor", Role.EDITOR), "{\"card\":\"s1\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.to("/api/v1/desk/calls/" + callId + "/notice")
                                .POST(BodyPublishers.ofString("{\"card\":\"s1\"}")))
                        .statusCode())
                .isIn(401, 403);
        assertThat(seen().path("notices")).isEmpty();
    }

    @Test
    void refusesWhatThereIsNotAndWhatIsNotUnderstood() {
        ringing(Map.of("phone", NUMBER));
        assertThat(detail(push(agent, "{\"card\":\"s99\"}"), 404)).contains("建议卡");
        assertThat(detail(push(agent, "{\"matter\":\"another\"}"), 422)).contains("没有对应的事项");
        for (var body : List.of(
                "{}",
                "{\"card\":\"s1\",\"matter\":\"id-card-reissue\"}",
                "{\"card\":\"../1\"}",
                "{\"card\":\"s1\",\"by\":\"pigeon\"}",
                "[]",
                "rubbish")) assertThat(push(agent, body).statusCode()).as(body).isEqualTo(400);
    }

    @Test
    void isOverWithTheCall() {
        ringing(Map.of("phone", NUMBER));
        events(Map.of("v", 1, "type", "call.ended", "callId", callId, "reason", "hangup"));
        pushed("{\"card\":\"s1\"}");
        try (var desk = desk()) {
            desk.awaitFirst("ready");
            desk.say("{\"type\":\"wrapup.done\",\"callId\":\"" + callId + "\"}");
            desk.await("call", frame -> frame.path("state").stringValue().equals("closed"));
        }
        assertThat(detail(push(agent, "{\"card\":\"s1\"}"), 409)).contains("已经整理完");
    }
}
