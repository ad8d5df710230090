package banshi.eval.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP/1.1 on a connection that stays open (HTTP 接口): the same client for everybody who is asked over HTTP. */
record Endpoint(URI root, HttpClient client) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** @param root without a path, e.g. {@code http://127.0.0.1:9200} */
    static Endpoint of(String root) {
        return new Endpoint(
                URI.create(root),
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build());
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param body may be empty
     * @throws Refused if the status is not 2xx
     * @throws IOException if nobody answers, or with no JSON
     */
    JsonNode send(String method, String path, String type, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2)
            throw new Refused(
                    answer.statusCode(),
                    method + " " + request.uri() + " gave status " + answer.statusCode() + ": " + start(answer.body()));
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException e) {
            throw new IOException(method + " " + request.uri() + " gave no JSON: " + start(answer.body()), e);
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }

    @Override
    public void close() {
        client.close();
    }

    /** Says that a server would not answer (拒绝服务). */
    static final class Refused extends IOException {
        private final int status;

        private Refused(int status, String what) {
            super(what);
            this.status = status;
        }

        /** Whether the server failed or was too busy: the question is a miss, and the next one may be answered. */
        boolean isMiss() {
            return status >= 500;
        }
    }
}
