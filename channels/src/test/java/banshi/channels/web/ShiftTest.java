package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.LoggedIn;
import banshi.channels.accounts.Role;
import banshi.channels.accounts.Sessions;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import banshi.channels.hotline.ScriptedAssistant;
import banshi.channels.records.Times;
import banshi.channels.shift.Checklist;
import banshi.channels.wechat.NeverBlocks;
import com.networknt.schema.InputFormat;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What supervisors see and judge over HTTP is what {@code openapi.yaml} promises, and nobody else does. */
@ExtendWith(NeverBlocks.class)
class ShiftTest {
    private static final String BOARD = "/api/v1/desk/board";
    private static final String CALLS = "/api/v1/desk/calls";
    private static TestServer server;
    private String callId;

    @BeforeAll
    static void start() {
        server = new TestServer(
                (dialogue, utterance) -> new Turn(Dialogue.NEW, Replies.unrecognised(), "r1"),
                new ScriptedAssistant(),
                (call, agent, draft) -> "GD-" + call);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** One that is over, of the agent {@code tao.yi}. */
    @BeforeEach
    void aCall() {
        callId = UUID.randomUUID().toString();
        var at = Times.of(TestServer.CLOCK.instant());
        TestServer.RECORDS
                .records()
                .sql()
                .sql(
                        "insert into hotline_call (id, state, started_at, ended_at, heard_at, agent, earlier_calls, faults, seqs)"
                                + " values (?, 'closed', ?, ?, ?, ?, 0, 0, '')")
                .params(callId, at, at, at, agent("tao.yi").account().id())
                .update();
    }

    private static LoggedIn agent(String name, Role... roles) {
        return LoggedIn.named(
                name,
                TestServer.RECORDS.bean(Accounts.class),
                TestServer.RECORDS.bean(Sessions.class),
                roles.length == 0 ? new Role[] {Role.AGENT} : roles);
    }

    private static HttpResponse<String> get(String path, LoggedIn who) {
        return server.send(who.sends(server.to(path)).GET());
    }

    private HttpResponse<String> put(String body, LoggedIn who) {
        return server.send(who.sends(server.to(CALLS + "/" + callId + "/checklist"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String all(String mark) {
        return Checklist.ours().points().stream()
                .map(point -> "{\"id\":\"" + point.id() + "\",\"mark\":\"" + mark + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertIs(String schema, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Contract.schema(server, schema).validate(response.body(), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void showsTheBoardToSupervisors() {
        var board = get(BOARD, agent("wu.jiu", Role.SUPERVISOR));
        assertIs("ShiftBoard", board);
        assertThat(TestServer.json(board).at("/today/calls").intValue()).isPositive();
    }

    @Test
    void tellsADeskWhetherItIsASupervisors() {
        var supervisor = agent("wu.jiu", Role.SUPERVISOR);
        var ticket = server.send(supervisor
                .sends(server.to("/api/v1/desk/ticket"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        try (var desk = new Socket(server.socket("/ws/agent"), "Origin", server.origin())
                .say("{\"type\":\"hello\",\"ticket\":" + TestServer.json(ticket).path("ticket") + "}")) {
            assertThat(desk.awaitFirst("ready").path("supervisor").booleanValue())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT", "EDITOR", "SYSTEM", "AUDITOR"})
    void showsTheBoardToNobodyElse(Role role) {
        assertThat(server.send(server.asStaff(BOARD, role).GET()).statusCode()).isEqualTo(403);
        assertThat(server.send(server.to(BOARD).GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void listsCallsWithWhatBecameOfThem() {
        var mine = get(CALLS, agent("tao.yi"));
        assertIs("DeskCalls", mine);
        assertThat(TestServer.json(mine)
                        .path("items")
                        .valueStream()
                        .map(call -> call.path("callId").stringValue()))
                .contains(callId);
        var day = get(CALLS + "?day=2026-11-22&unanswered=true&reviewed=false", agent("wu.jiu", Role.SUPERVISOR));
        assertIs("DeskCalls", day);
        assertThat(day.body()).contains(callId);
        var other = get(CALLS + "?day=2026-11-21", agent("wu.jiu", Role.SUPERVISOR));
        assertThat(other.body()).doesNotContain(callId);
        assertThat(get(CALLS, agent("tao.er")).body()).doesNotContain(callId);
    }

    @ParameterizedTest
    @CsvSource({"day, yesterday", "agent, a%20b", "before, %2F", "unanswered, perhaps", "reviewed, 1"})
    void saysWhatIsWrongWithAFilter(String name, String value) {
        var response = get(CALLS + "?" + name + "=" + value, agent("tao.yi"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(response).at("/errors/0/field").stringValue())
                .isEqualTo(name);
    }

    @Test
    void aSupervisorJudgesAndTheAgentReads() {
        var supervisor = agent("wu.jiu", Role.SUPERVISOR);
        var path = CALLS + "/" + callId + "/checklist";
        assertIs("CallChecklist", get(path, supervisor));
        var judged = put("{\"version\":0,\"remark\":\"不错\",\"points\":" + all("yes") + "}", supervisor);
        assertIs("CallChecklist", judged);
        assertThat(TestServer.json(judged).path("version").intValue()).isEqualTo(1);
        var read = get(path, agent("tao.yi"));
        assertIs("CallChecklist", read);
        assertThat(TestServer.json(read).path("mayReview").booleanValue()).isFalse();
        assertThat(TestServer.json(read).at("/points/0/mark").stringValue()).isEqualTo("yes");
        var stale = put("{\"version\":0,\"points\":" + all("no") + "}", supervisor);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(stale).path("detail").stringValue()).contains("刷新");
        assertThat(TestServer.RECORDS.bean(AuditLog.class).last(Long.MAX_VALUE, 20))
                .filteredOn(row -> row.object().equals("call:" + callId))
                .extracting(AuditEntry::account, AuditEntry::type)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("wu.jiu", "call-reviewed"));
    }

    @Test
    void nobodyElseJudgesOrReads() {
        var path = CALLS + "/" + callId + "/checklist";
        var body = "{\"version\":0,\"points\":" + all("yes") + "}";
        assertThat(get(path, agent("tao.er")).statusCode()).isEqualTo(404);
        assertThat(put(body, agent("tao.yi")).statusCode()).isEqualTo(403);
        assertThat(get(path, agent("bian.ji", Role.EDITOR)).statusCode()).isEqualTo(403);
        assertThat(server.send(server.to(path).GET()).statusCode()).isEqualTo(401);
        var both = agent("tao.yi", Role.AGENT, Role.SUPERVISOR);
        var own = put(body, both);
        agent("tao.yi");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(TestServer.json(own).path("detail").stringValue()).contains("别的值班长");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":0,\"points\":[]} | points",
                "{\"version\":0,\"points\":[{\"id\":\"opening\",\"mark\":\"yes\"}]} | points",
                "{\"version\":0,\"points\":[{\"id\":\"nothing\",\"mark\":\"yes\"}]} | points.0.id",
                "{\"version\":0,\"points\":[{\"id\":\"opening\",\"mark\":\"perhaps\"}]} | points.0.mark",
                "{\"version\":0,\"points\":[{\"id\":\"opening\"}]} | points.0.mark",
                "{\"version\":-1,\"points\":[{\"id\":\"opening\",\"mark\":\"na\"}]} | version",
            })
    void saysWhatIsWrongWithAVerdict(String body, String field) {
        var response = put(body, agent("wu.jiu", Role.SUPERVISOR));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(response)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue()))
                .contains(field);
    }
}
