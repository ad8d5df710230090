package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real identity provider, {@code web-ui/clients/oidc.mjs}, vouches for somebody who is made up. */
class OidcLogInIT {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private Process provider;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        provider = new ProcessBuilder("node", "oidc.mjs")
                .directory(Path.of("web-ui", "clients").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** @param groups that the provider tells of everybody */
    private void ready(String groups) throws Exception {
        BufferedReader said = provider.inputReader();
        server = new TestServer(new OidcSettings(
                said.readLine(),
                "banshi",
                "a secret of the test and of nobody else",
                null,
                null,
                Map.of("editor", List.of("content-team"), "reviewer", List.of("leaders"))));
        try (var in = provider.outputWriter()) {
            in.write(address("/api/staff/v1/oidc/sso/callback") + " " + groups + "\n");
        }
        assertThat(said.readLine()).isNotNull();
    }

    @AfterEach
    void stop() {
        if (server != null) server.close();
        provider.destroyForcibly();
    }

    private URI address(String path) {
        return server.to(path).build().uri();
    }

    /** Where one arrives; the JDK's client follows five redirects only, and a provider has more. */
    private HttpResponse<String> get(String path) throws Exception {
        var at = address(path);
        for (int i = 0; i < 12; i++) {
            var response = browser.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
            var location = response.headers().firstValue("Location");
            if (location.isEmpty()) return response;
            at = at.resolve(location.get());
        }
        throw new AssertionError("sent on and on, at last to " + at.getPath());
    }

    @Test
    void letsSomebodyInWithTheRolesThatTheProviderTells() throws Exception {
        ready("content-team,others");
        assertThat(TestServer.json(get("/api/staff/v1/session"))
                        .path("provider")
                        .booleanValue())
                .isTrue();
        var arrived = get("/api/staff/v1/oidc/sso");

        assertThat(arrived.uri().getPath()).isEqualTo("/login");
        assertThat(arrived.uri().getQuery()).isNull();
        var standing = TestServer.json(get("/api/staff/v1/session"));
        assertThat(standing.path("stage").stringValue()).isEqualTo("open");
        assertThat(standing.at("/account/name").stringValue()).isEqualTo("staff.42");
        assertThat(standing.at("/account/displayName").stringValue()).isEqualTo("工号四二");
        assertThat(standing.at("/account/roles").size()).isEqualTo(1);
        assertThat(standing.at("/account/roles/0").stringValue()).isEqualTo("editor");
        assertThat(standing.at("/account/external").booleanValue()).isTrue();
    }

    @Test
    void letsNobodyInWithoutARoleOfOurs() throws Exception {
        ready("others");
        var arrived = get("/api/staff/v1/oidc/sso");

        assertThat(arrived.uri().getQuery()).isEqualTo("problem=sso");
        assertThat(TestServer.json(get("/api/staff/v1/session")).path("stage").stringValue())
                .isEqualTo("none");
    }

    @Test
    void letsNobodyInWhoWasNotSentAwayFromHere() throws Exception {
        ready("content-team");
        for (var query : List.of("?code=x&state=y", "?state=y", "?error=access_denied&state=y")) {
            var arrived = get("/api/staff/v1/oidc/sso/callback" + query);
            assertThat(arrived.uri().getPath()).isIn("/login", "/api/staff/v1/oidc/sso/callback");
            assertThat(TestServer.json(get("/api/staff/v1/session"))
                            .path("stage")
                            .stringValue())
                    .isEqualTo("none");
        }
    }

    @Test
    void sendsPkceANonceAndACookieThatTellsNothing() throws Exception {
        ready("content-team");
        var away = server.send(server.to("/api/staff/v1/oidc/sso").GET());

        assertThat(away.statusCode()).isEqualTo(302);
        assertThat(away.headers().firstValue("Location").orElseThrow())
                .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=");
        assertThat(away.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("banshi-oidc=")
                .contains("SameSite=Lax")
                .doesNotContain("127.0.0.1");
    }
}
