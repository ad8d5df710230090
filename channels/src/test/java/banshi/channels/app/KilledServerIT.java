package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real program has acknowledged is there when it comes back, however it went. */
class KilledServerIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_IT_IS_KILLED = 60;
    private static final String PHONE = "13800000000";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path data;

    private HttpResponse<String> post(URI server, String path, Map<String, ?> body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private JsonNode exported(URI server, String conversation) throws Exception {
        var response = post(server, "/api/v1/conversations/export", Map.of("conversation", conversation));
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body()).path("kept");
    }

    @Test
    void losesNothingThatItAcknowledgedAndHasNothingTwice() throws Exception {
        var opinions = new ConcurrentHashMap<String, String>(); // conversation → turn
        var handoffs = new ConcurrentHashMap<String, String>(); // conversation → hand-off
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_IT_IS_KILLED);
        var server = RunningServer.start(data, "");
        var writers = IntStream.range(0, WRITERS)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                    try {
                        while (true) {
                            var conversation = UUID.randomUUID().toString();
                            var said = post(
                                    server.address(),
                                    "/api/v1/chat",
                                    Map.of("conversation", conversation, "text", "户口本丢了怎么补"));
                            var turn = JSON.readTree(said.body()).path("turn").stringValue();
                            var opinion = post(
                                    server.address(),
                                    "/api/v1/feedback",
                                    Map.of("conversation", conversation, "turn", turn, "helpful", true));
                            if (opinion.statusCode() == 204) opinions.put(conversation, turn);
                            var asked = post(
                                    server.address(),
                                    "/api/v1/handoffs",
                                    Map.of("conversation", conversation, "callback", Map.of("phone", PHONE)));
                            if (asked.statusCode() == 201)
                                handoffs.put(
                                        conversation,
                                        JSON.readTree(asked.body()).path("id").stringValue());
                            enough.countDown();
                        }
                    } catch (Exception e) {
                        // it is dead
                    }
                }))
                .toList();
        enough.await();
        server.kill();
        for (var writer : writers) writer.join();

        try (var again = RunningServer.start(data, "")) {
            assertThat(opinions).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_IT_IS_KILLED);
            for (var conversation : opinions.keySet()) {
                var kept = exported(again.address(), conversation);
                assertThat(kept.path("feedback")).hasSize(1);
                assertThat(kept.at("/feedback/0/turn").stringValue()).isEqualTo(opinions.get(conversation));
                assertThat(kept.path("turns")).hasSize(1);
            }
            for (var conversation : handoffs.keySet()) {
                var kept = exported(again.address(), conversation);
                assertThat(kept.path("handoffs")).hasSize(1);
                assertThat(kept.at("/handoffs/0/id").stringValue()).isEqualTo(handoffs.get(conversation));
            }
        }
    }
}
