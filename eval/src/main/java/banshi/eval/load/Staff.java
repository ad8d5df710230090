package banshi.eval.load;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A member of staff who has logged in, as a browser keeps it: the cookies, and the token that is repeated (职员). */
public final class Staff {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SESSION = "/api/staff/v1/session";
    private static final String CHOSEN = "Correct-Horse-7";
    private static final Pattern FIRST = Pattern.compile("首个账号 +(\\S+)，口令 (\\w+)（");

    private final HttpClient client;
    private final URI server;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    private Staff(HttpClient client, URI server) {
        this.client = client;
        this.server = server;
    }

    /**
     * Logs in for the first time, and chooses a password.
     *
     * @throws IOException if that is refused
     */
    private static Staff enter(HttpClient client, URI server, String name, String password)
            throws IOException, InterruptedException {
        var staff = new Staff(client, server);
        staff.ok("GET", SESSION, null);
        staff.ok("POST", SESSION, Map.of("name", name, "password", password));
        staff.ok("PUT", "/api/staff/v1/me/password", Map.of("old", password, "chosen", CHOSEN));
        return staff;
    }

    /**
     * The account that a server makes at its first start, as soon as it says how one logs in.
     *
     * @param log what the server prints
     */
    public static Staff first(HttpClient client, ServerProcess server, Path log)
            throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) { // it is printed once it is ready, and it may have answered before
            var found = FIRST.matcher(Files.readString(log));
            if (found.find()) return enter(client, server.uri(), found.group(1), found.group(2));
            Thread.sleep(100);
        }
        throw new IOException("the server did not say how one logs in first");
    }

    /** An account that this one makes; logged in. */
    public Staff colleague(String name, String displayName, String role) throws IOException, InterruptedException {
        var account = Map.of("name", name, "displayName", displayName, "roles", new String[] {role});
        var made = ok("POST", "/api/staff/v1/accounts", account);
        return enter(client, server, name, made.path("password").stringValue());
    }

    /** Sends a request. */
    public HttpResponse<String> send(String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        var kept = new StringBuilder();
        cookies.forEach((name, value) ->
                kept.append(kept.isEmpty() ? "" : "; ").append(name).append('=').append(value));
        if (!kept.isEmpty()) request.header("Cookie", kept.toString());
        var token = cookies.get("banshi-csrf");
        if (token != null) request.header("X-CSRF-Token", token);
        var response = client.send(request.build(), BodyHandlers.ofString());
        for (var header : response.headers().allValues("Set-Cookie"))
            for (var cookie : HttpCookie.parse(header)) cookies.put(cookie.getName(), cookie.getValue());
        return response;
    }

    /**
     * Likewise.
     *
     * @throws IOException if it is no success
     */
    public JsonNode ok(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        var response = send(method, path, body);
        if (response.statusCode() / 100 != 2)
            throw new IOException(method + " " + path + " was answered with " + response.statusCode());
        return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
    }
}
