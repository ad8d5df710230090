package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.records.RecordSettings;
import banshi.channels.records.Records;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real program has acknowledged of calls is there when it comes back, and the calls go on. */
class KilledCallsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CALLS = 12;
    private static final int TOGETHER = 7;
    private static final int ACKNOWLEDGED_BEFORE_IT_IS_KILLED = 300;
    private static final String KEY = "a key for what is heard in calls";
    private static final String SETTINGS = """
            banshi:
              open:
                keys:
                  calls:
                    secret: %s
                    scopes: hotline
                    per-minute: 60000
            """.formatted(KEY);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path data;

    private HttpResponse<String> post(URI server, String callId, Object events) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.resolve("/api/hotline/v1/calls/" + callId + "/events"))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(events)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static Map<String, Object> said(int seq) {
        return Map.of(
                "type",
                "transcript",
                "seq",
                seq,
                "utteranceId",
                "u" + seq,
                "speaker",
                seq % 2 == 0 ? "agent" : "caller",
                "text",
                "这是第" + seq + "句话",
                "final",
                true);
    }

    private JsonNode acknowledged(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void losesNothingThatItAcknowledgedAndTheCallsGoOn() throws Exception {
        var last = new ConcurrentHashMap<String, Integer>();
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_IT_IS_KILLED);
        var server = RunningServer.start(data, SETTINGS);
        var senders = IntStream.range(0, CALLS)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    try {
                        for (int seq = 1; ; seq += TOGETHER) {
                            var events = new ArrayList<Map<String, Object>>();
                            for (int i = 0; i < TOGETHER; i++) events.add(said(seq + i));
                            var response = post(server.address(), "c" + n, events);
                            last.put(
                                    "c" + n,
                                    acknowledged(response).path("lastSeq").intValue());
                            enough.countDown();
                        }
                    } catch (IOException e) {
                        // it is dead
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .toList();
        enough.await();
        server.kill();
        for (var sender : senders) sender.join();

        try (var records = Records.open(new RecordSettings(null, null, null, Duration.ofDays(180)), data)) {
            for (var call : last.entrySet())
                assertThat(records.sql()
                                .sql("select count(*) from hotline_utterance where call = ? and seq <= ?")
                                .params(call.getKey(), call.getValue())
                                .query(Integer.class)
                                .single())
                        .as(call.getKey())
                        .isEqualTo(call.getValue());
        }
        try (var again = RunningServer.start(data, SETTINGS)) {
            for (var call : last.entrySet()) {
                int known = acknowledged(post(again.address(), call.getKey(), new int[0]))
                        .path("lastSeq")
                        .intValue();
                assertThat(known).as(call.getKey()).isGreaterThanOrEqualTo(call.getValue());
                var sentAgain = acknowledged(post(again.address(), call.getKey(), said(call.getValue())));
                assertThat(sentAgain.path("faults")).isEmpty();
                var next = acknowledged(post(again.address(), call.getKey(), said(known + 1)));
                assertThat(next.path("lastSeq").intValue()).isEqualTo(known + 1);
            }
            again.close();
            again.process().waitFor(); // so that nothing is written any more where the test deletes
        }
    }
}
