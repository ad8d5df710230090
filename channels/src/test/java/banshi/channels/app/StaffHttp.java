package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A member of staff who talks to a server as a browser does: cookies are kept, and the token is repeated. */
final class StaffHttp {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** The password that everybody chooses. */
    static final String CHOSEN = "Correct-Horse-7";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI server;

    private StaffHttp(URI server) {
        this.server = server;
    }

    /** Logs in for the first time, and chooses a password. */
    static StaffHttp enter(URI server, String name, String password) {
        var staff = new StaffHttp(server);
        staff.ok("GET", "/api/staff/v1/session", null);
        staff.ok("POST", "/api/staff/v1/session", Map.of("name", name, "password", password));
        staff.ok("PUT", "/api/staff/v1/me/password", Map.of("old", password, "chosen", CHOSEN));
        return staff;
    }

    /** Logs in with the password that everybody chooses. */
    static StaffHttp again(URI server, String name) {
        var staff = new StaffHttp(server);
        staff.ok("GET", "/api/staff/v1/session", null);
        staff.ok("POST", "/api/staff/v1/session", Map.of("name", name, "password", CHOSEN));
        return staff;
    }

    /** An account that this one makes, logged in. */
    StaffHttp colleague(String name, String displayName, String... roles) {
        var made =
                ok("POST", "/api/staff/v1/accounts", Map.of("name", name, "displayName", displayName, "roles", roles));
        return enter(server, name, made.path("password").stringValue());
    }

    HttpResponse<String> send(String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("banshi-csrf"))
                .forEach(cookie -> request.setHeader("X-CSRF-Token", cookie.getValue()));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("the test is over", e);
        }
    }

    /** What is answered, if it is a success. */
    JsonNode ok(String method, String path, @Nullable Object body) {
        var response = send(method, path, body);
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isBetween(200, 299);
        return response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
    }
}
