package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Accounts;
import banshi.channels.accounts.Actor;
import banshi.channels.accounts.Role;
import banshi.channels.audit.AuditEntry;
import banshi.channels.audit.AuditLog;
import com.networknt.schema.InputFormat;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In and out, as a browser does it. All people are made up. */
class LogInTest {
    private static final String CHOSEN = "Correct-Horse-7";
    private static TestServer server;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String name = "u" + UUID.randomUUID().toString().substring(0, 12);

    @BeforeAll
    static void start() {
        server = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.clarify(), "r1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Accounts accounts() {
        return TestServer.RECORDS.bean(Accounts.class);
    }

    private HttpResponse<String> send(String method, String path, Object body) throws Exception {
        var csrf = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("banshi-csrf"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
        var request = server.to("/api/staff/v1/" + path)
                .method(
                        method,
                        body instanceof Map<?, ?> map
                                ? BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(map))
                                : BodyPublishers.noBody());
        if (!csrf.isEmpty()) request.header("X-CSRF-Token", csrf);
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode done(String method, String path, Object body) throws Exception {
        var response = send(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return response.body().isEmpty() ? JsonMapper.shared().nullNode() : TestServer.json(response);
    }

    private String stage() throws Exception {
        var told = send("GET", "session", "");
        assertThat(Contract.schema(server, "StaffStanding").validate(told.body(), InputFormat.JSON))
                .isEmpty();
        return TestServer.json(told).path("stage").stringValue();
    }

    /** Somebody of these roles, in, with a password of his own. */
    private void in(Role... roles) throws Exception {
        var issued = accounts().add(Actor.OPERATOR, name, "甲", Set.of(roles));
        accounts().choosePassword(issued.account(), issued.password(), CHOSEN);
        stage();
        done("POST", "session", Map.of("name", name, "password", CHOSEN));
    }

    @Test
    void goesFromTheFirstPasswordToOnesOwn() throws Exception {
        var issued = accounts().add(Actor.OPERATOR, name, "甲", Set.of(Role.AGENT));
        assertThat(stage()).isEqualTo("none");
        var entered = done("POST", "session", Map.of("name", name, "password", issued.password()));
        assertThat(entered.path("stage").stringValue()).isEqualTo("password");
        assertThat(send("GET", "accounts", "").statusCode()).isEqualTo(403);

        var refused = send("PUT", "me/password", Map.of("old", issued.password(), "chosen", "short"));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(refused).path("detail").stringValue()).startsWith("口令要有 12");
        done("PUT", "me/password", Map.of("old", issued.password(), "chosen", CHOSEN));
        assertThat(stage()).isEqualTo("open");
        assertThat(done("GET", "me/sessions", "").path("items")).hasSize(1);

        done("DELETE", "session", "");
        assertThat(stage()).isEqualTo("none");
    }

    @Test
    void givesTheBrowserACookieThatNobodyElseGets() throws Exception {
        in(Role.AGENT);
        var told = send("POST", "session", Map.of("name", name, "password", CHOSEN));
        assertThat(told.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .matches("banshi-staff=[A-Za-z0-9_-]{43}; Path=/; (?i:HttpOnly); SameSite=Strict");
        var https = server.send(server.to("/api/staff/v1/session")
                .header("X-Forwarded-Proto", "https")
                .GET());
        assertThat(https.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(
                        cookie -> assertThat(cookie).startsWith("banshi-csrf=").contains("; Secure; SameSite=Strict"));
    }

    @Test
    void doesNotTellWhatWasWrong() throws Exception {
        in(Role.AGENT);
        var wrong = send("POST", "session", Map.of("name", name, "password", "wrong"));
        var nobody = send("POST", "session", Map.of("name", "nobody-" + name, "password", "wrong"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(nobody.statusCode()).isEqualTo(422);
        assertThat(nobody.body()).isEqualTo(wrong.body());
    }

    @Test
    void makesOneWaitWhoFailsTooOften() throws Exception {
        in(Role.AGENT);
        for (int i = 0; i < 5; i++) send("POST", "session", Map.of("name", name, "password", "wrong"));
        var waits = send("POST", "session", Map.of("name", name, "password", CHOSEN));
        assertThat(waits.statusCode()).isEqualTo(429);
        assertThat(waits.headers().firstValue("Retry-After")).hasValue("900");
        assertThat(stage()).as("whoever is in stays in").isEqualTo("open");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "POST, /api/staff/v1/session",
        "DELETE, /api/staff/v1/session",
        "PUT, /api/staff/v1/me/password",
        "POST, /api/staff/v1/accounts",
        "POST, /api/v1/desk/handoffs/x/take",
        "POST, /api/v1/explain"
    })
    void changesNothingForAnotherSite(String method, String path) {
        var request = server.asStaff(path, Role.AGENT).method(method, BodyPublishers.ofString("{}"));
        for (var token : List.of("", "other")) {
            var refused = server.send(request.copy().setHeader("X-CSRF-Token", token));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(TestServer.json(refused).path("detail").stringValue()).contains("X-CSRF-Token");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachRoleMayDoItsOwn(Role role) {
        assertThat(status("/api/staff/v1/accounts", role)).isEqualTo(role == Role.SYSTEM ? 200 : 403);
        assertThat(status("/api/staff/v1/audit", role)).isEqualTo(role == Role.AUDITOR ? 200 : 403);
        assertThat(status("/api/v1/desk/handoffs", role))
                .isEqualTo(role == Role.AGENT || role == Role.SUPERVISOR ? 200 : 403);
        assertThat(status("/api/staff/v1/session", role)).isEqualTo(200);
        assertThat(status("/api/staff/v1/unknown", role)).isEqualTo(403);
    }

    private static int status(String path, Role role) {
        return server.send(server.asStaff(path, role).GET()).statusCode();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/staff/v1/accounts",
                "/api/staff/v1/audit",
                "/api/staff/v1/audit/check",
                "/api/staff/v1/me/sessions",
                "/api/v1/desk/handoffs",
                "/api/v1/graph/materials?name=x"
            })
    void tellsNothingToWhoHasNotLoggedIn(String path) {
        for (var cookie : List.of("other=1", "banshi-staff=", "banshi-staff=made-up")) {
            var refused = server.send(server.to(path).header("Cookie", cookie).GET());
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "/desk.html", "/studio/matters", "/api/staff/v1/session", "/api/v1/desk/handoffs"})
    void staffPagesAreStrict(String path) {
        var headers = server.send(server.to(path).GET()).headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe", TestServer.EMBEDDING_SITE));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void citizensNeedNoneOfIt() {
        var said = server.say("c-1", "户口本");
        assertThat(said.statusCode()).isEqualTo(200);
        assertThat(said.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(said.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains(TestServer.EMBEDDING_SITE));
    }

    @Test
    void keepsAccounts() throws Exception {
        var added = server.send(server.asStaff("/api/staff/v1/accounts", Role.SYSTEM)
                .POST(BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"displayName\":\"乙\",\"roles\":[\"editor\"]}")));
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(Contract.schema(server, "StaffAccountNow").validate(added.body(), InputFormat.JSON))
                .isEmpty();
        var id = TestServer.json(added).at("/account/id").stringValue();
        assertThat(TestServer.json(added).path("password").stringValue()).hasSize(16);

        var both = change(id, "{\"displayName\":\"乙\",\"roles\":[\"system\",\"auditor\"]}");
        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(TestServer.json(both).path("detail").stringValue()).contains("系统和审计");
        assertThat(change(id, "{\"displayName\":\"乙乙\",\"roles\":[\"reviewer\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(id + "/lock").path("account").path("locked").booleanValue())
                .isTrue();
        assertThat(post(id + "/unlock").path("account").path("locked").booleanValue())
                .isFalse();
        assertThat(post(id + "/reset").path("password").stringValue()).hasSize(16);
        var all = server.send(
                server.asStaff("/api/staff/v1/accounts", Role.SYSTEM).GET());
        assertThat(all.body()).contains("乙乙").doesNotContain("argon2");
        assertThat(change("nobody", "{\"displayName\":\"乙\",\"roles\":[]}").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> change(String id, String body) {
        return server.send(
                server.asStaff("/api/staff/v1/accounts/" + id, Role.SYSTEM).PUT(BodyPublishers.ofString(body)));
    }

    private static JsonNode post(String path) {
        var response = server.send(
                server.asStaff("/api/staff/v1/accounts/" + path, Role.SYSTEM).POST(BodyPublishers.noBody()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response);
    }

    @Test
    void tellsAuditorsWhatWasDone() {
        var rows =
                server.send(server.asStaff("/api/staff/v1/audit", Role.AUDITOR).GET());
        assertThat(Contract.schema(server, "AuditRows").validate(rows.body(), InputFormat.JSON))
                .isEmpty();
        assertThat(TestServer.json(rows).path("items").size()).isPositive();
        var check = server.send(
                server.asStaff("/api/staff/v1/audit/check", Role.AUDITOR).GET());
        assertThat(TestServer.json(check).path("intact").booleanValue()).isTrue();

        var table = server.send(
                server.asStaff("/api/staff/v1/audit/export", Role.AUDITOR).POST(BodyPublishers.noBody()));
        assertThat(table.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        var last =
                TestServer.RECORDS.bean(AuditLog.class).last(Long.MAX_VALUE, 1).getFirst();
        assertThat(last).extracting(AuditEntry::type, AuditEntry::account).containsExactly("export", "test-auditor");
        assertThat(table.body().lines()).hasSize((int) last.seq() + 1);
    }

    @Test
    void setsUpADevice() throws Exception {
        in(Role.AGENT);
        var enrolment = done("POST", "me/device", "");
        assertThat(enrolment.path("address").stringValue())
                .startsWith("otpauth://totp/")
                .contains(enrolment.path("secret").stringValue());
        assertThat(send("POST", "me/device/confirm", Map.of("code", "000000")).statusCode())
                .isEqualTo(422);
    }
}
