package banshi.eval.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the server that is measured (请求). Blocks; for virtual threads. */
final class Wire implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Set<Integer> FINE = Set.of(200);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final Tally tally;

    Wire(InetSocketAddress server, Tally tally) {
        address = "http://127.0.0.1:" + server.getPort();
        this.tally = tally;
    }

    /** What was expected did not come; it is counted, and the citizen gives up. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    /** A request, from a citizen behind a proxy on this machine. */
    HttpRequest.Builder to(String path, String from) {
        return here(path).header("X-Forwarded-For", from);
    }

    /** A request of ours, which no limit counts. */
    HttpRequest.Builder here(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(LONGEST);
    }

    HttpRequest json(String path, String from, Map<String, ?> body) {
        return posted(to(path, from), body);
    }

    static HttpRequest posted(HttpRequest.Builder request, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
    }

    /** Sends what must be answered with 200, and counts how long that took. */
    String send(String kind, HttpRequest request) throws Unexpected, IOException, InterruptedException {
        return send(kind, request, FINE).body();
    }

    /** Sends what must be answered with one of these. */
    HttpResponse<String> send(String kind, HttpRequest request, Set<Integer> expected)
            throws Unexpected, IOException, InterruptedException {
        return send(kind, request, expected, BodyHandlers.ofString());
    }

    /** Likewise, of a reply that is read as the handler has it. */
    <T> HttpResponse<T> send(
            String kind, HttpRequest request, Set<Integer> expected, HttpResponse.BodyHandler<T> handler)
            throws Unexpected, IOException, InterruptedException {
        long began = System.nanoTime();
        var response = client.send(request, handler);
        if (!expected.contains(response.statusCode())) throw new Unexpected("status " + response.statusCode());
        if (response.statusCode() == 429) tally.refused();
        else tally.answered(kind, System.nanoTime() - began);
        return response;
    }

    static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
