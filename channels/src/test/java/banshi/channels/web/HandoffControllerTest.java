package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From the assistant to a person and back. All people and numbers are made up. */
class HandoffControllerTest {
    private static TestServer open;
    private static TestServer shut;
    private final String conversation = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        open = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.answer(), "r1"));
        shut = new TestServer(
                (_, _) -> new Turn(Dialogue.NEW, Replies.answer(), "r1"),
                HandoffSettings.DEFAULT); // it is half past midnight, Sunday
    }

    @AfterAll
    static void stop() {
        open.close();
        shut.close();
    }

    @AfterEach
    void empty() {
        for (var waiting : queue()) staff("POST", "/" + waiting.path("id").stringValue() + "/close", "{}");
    }

    private static HttpResponse<String> send(TestServer server, String method, String path, String body) {
        return server.send(request(server, method, path, body));
    }

    private static HttpRequest.Builder request(TestServer server, String method, String path, String body) {
        return server.to("/api/v1/handoffs" + path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> staff(String method, String path, String body) {
        return open.send(open.asStaff("/api/v1/desk/handoffs" + path, Role.AGENT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static JsonNode queue() {
        return TestServer.json(staff("GET", "", "")).path("items");
    }

    private static JsonNode look(String id, String query) {
        return TestServer.json(send(open, "GET", "/" + id + query, ""));
    }

    private String ask() {
        var asked = send(open, "POST", "", "{\"conversation\":\"" + conversation + "\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
        return TestServer.json(asked).path("id").stringValue();
    }

    @Test
    void goesToAPersonAndBack() {
        queue(); // somebody sits at the desk
        open.say(conversation, "我叫张三，户口本丢了");
        var id = ask();
        var waiting = queue().get(0);
        assertThat(waiting.path("id").stringValue()).isEqualTo(id);
        assertThat(waiting.path("state").stringValue()).isEqualTo("waiting");
        assertThat(ask()).isEqualTo(id);

        assertThat(staff("POST", "/" + id + "/take", "{}").statusCode()).isEqualTo(204);
        assertThat(staff("POST", "/" + id + "/take", "{}").statusCode()).isEqualTo(409);
        assertThat(look(id, "?state=waiting").path("state").stringValue()).isEqualTo("taken");

        assertThat(send(open, "POST", "/" + id + "/messages", "{\"text\":\"打我13800000000\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(staff("POST", "/" + id + "/messages", "{\"text\":\"好的，请稍等\"}")
                        .statusCode())
                .isEqualTo(204);
        var seen = TestServer.json(staff("GET", "/" + id, ""));
        assertThat(seen.at("/turns/0/said").stringValue()).contains("户口本丢了").doesNotContain("张三");
        assertThat(seen.at("/messages/0/text").stringValue()).startsWith("打我").doesNotContain("13800000000");
        assertThat(look(id, "?after=1").at("/messages/0/text").stringValue()).isEqualTo("好的，请稍等");

        assertThat(send(open, "DELETE", "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(look(id, "").path("state").stringValue()).isEqualTo("closed");
        assertThat(send(open, "POST", "/" + id + "/messages", "{\"text\":\"在吗\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(queue()).isEmpty();
    }

    @Test
    void tellsThePlaceInTheQueue() {
        queue();
        ask();
        send(open, "POST", "", "{\"conversation\":\"" + UUID.randomUUID() + "\"}");
        var ids =
                queue().valueStream().map(item -> item.path("id").stringValue()).toList();
        assertThat(ids.stream().map(id -> place(id))).containsExactly(1, 2);

        staff("POST", "/" + ids.getFirst() + "/take", "{}");
        assertThat(place(ids.getLast())).isEqualTo(1);
    }

    private static int place(String id) {
        return look(id, "?state=other").path("position").intValue();
    }

    @Test
    void answersWhoeverWaitsAsSoonAsSomethingIsSaid() {
        queue();
        var id = ask();
        staff("POST", "/" + id + "/take", "{}");
        var waiting = open.client()
                .sendAsync(request(open, "GET", "/" + id + "?state=taken", "").build(), BodyHandlers.ofString());
        staff("POST", "/" + id + "/messages", "{\"text\":\"您好\"}");

        assertThat(TestServer.json(waiting.join()).at("/messages/0/text").stringValue())
                .isEqualTo("您好");
    }

    @Test
    void offersToCallBackWhereNobodyIsThere() {
        var body = "{\"conversation\":\"" + conversation + "\"";
        var asked = send(shut, "POST", "", body + "}");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(TestServer.json(asked).path("state").stringValue()).isEqualTo("callback");
        assertThat(TestServer.json(asked).has("id")).isFalse();

        var left = send(shut, "POST", "", body + ",\"callback\":{\"phone\":\"13800000000\"}}");
        assertThat(left.statusCode()).isEqualTo(201);
        assertThat(queue().findValuesAsString("phone")).contains("13800000000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | conversation",
                "{\"conversation\":\"c\",\"callback\":{}} | callback.phone",
                "{\"conversation\":\"c\",\"callback\":{\"phone\":\"110\"}} | callback.phone",
                "{\"conversation\":\"c\",\"callback\":7} | callback"
            })
    void refusesWhatIsNoWish(String body, String field) {
        var asked = send(open, "POST", "", body);
        assertThat(asked.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(asked).at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/nobody", "/nobody?after=3"})
    void knowsNobodyElse(String path) {
        assertThat(send(open, "GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void writesDownWhoTookIt() {
        queue();
        var id = ask();
        var audit = TestServer.RECORDS.bean(AuditLog.class);
        assertThat(staff("POST", "/" + id + "/take-over", "{}").statusCode()).isEqualTo(409);
        staff("POST", "/" + id + "/take", "{}");
        var colleague = LoggedIn.named(
                "test-colleague",
                TestServer.RECORDS.bean(Accounts.class),
                TestServer.RECORDS.bean(Sessions.class),
                Role.AGENT);
        var seen = TestServer.json(open.send(colleague.sends(open.to("/api/v1/desk/handoffs/" + id))));
        assertThat(seen.at("/handoff/mine").booleanValue()).isFalse();
        assertThat(seen.at("/handoff/agent").stringValue()).isEqualTo("工号10");
        assertThat(queue().get(0).path("mine").booleanValue()).isTrue();
        assertThat(look(id, "?state=waiting").toString())
                .as("what the citizen is told")
                .doesNotContain("工号", "test-agent");

        open.send(colleague
                .sends(open.to("/api/v1/desk/handoffs/" + id + "/take-over"))
                .POST(BodyPublishers.noBody()));
        assertThat(queue().get(0).path("mine").booleanValue()).isFalse();
        staff("POST", "/" + id + "/close", "{}");
        assertThat(audit.last(Long.MAX_VALUE, 4).reversed())
                .filteredOn(row -> row.type().startsWith("handoff-"))
                .extracting(AuditEntry::account, AuditEntry::type, AuditEntry::object)
                .containsExactly(
                        tuple("test-agent", "handoff-taken", "handoff:" + id),
                        tuple("test-colleague", "handoff-taken", "handoff:" + id),
                        tuple("test-agent", "handoff-closed", "handoff:" + id));
    }

    @Test
    void isForAgentsOnly() {
        assertThat(open.send(open.asStaff("/api/v1/desk/handoffs", Role.SYSTEM)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void isForStaffOnly() {
        for (var path : new String[] {"", "/x", "/x/take", "/x/messages", "/x/close"}) {
            var method = path.equals("") || path.equals("/x") ? "GET" : "POST";
            var asked = open.send(open.to("/api/v1/desk/handoffs" + path)
                    .header("Content-Type", "application/json")
                    .header("Cookie", "banshi-csrf=same")
                    .header("X-CSRF-Token", "same")
                    .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}")));
            assertThat(asked.statusCode()).as(path).isEqualTo(401);
        }
    }
}
