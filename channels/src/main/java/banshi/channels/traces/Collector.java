package banshi.channels.traces;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where traces go (追踪收集端), asked whether it is there. */
public final class Collector {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Collector() {}

    /**
     * Sends it a message with no traces in it. Blocks, at most for five seconds.
     *
     * @throws IOException if it cannot be reached or does not take it; the message says which
     */
    public static void tryOut(URI endpoint) throws IOException, InterruptedException {
        var nothing = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.noBody()) // a message without fields is empty
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status = client.send(nothing, BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) throw new IOException("status " + status);
        }
    }
}
