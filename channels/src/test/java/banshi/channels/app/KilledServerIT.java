package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real program has acknowledged is there when it comes back, however it went; and what it must not know is nowhere. People are made up. */
class KilledServerIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_BEFORE_IT_IS_KILLED = 60;
    private static final String NAME = "张三丰";
    private static final String ID = "330105199901010019";
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

    @Test
    void writesNowhereWhoItIsThatAsks() throws Exception {
        var conversation = UUID.randomUUID().toString();
        var server = RunningServer.start(data, "");
        for (var said : List.of(
                "我叫" + NAME + "，身份证" + ID + "丢了怎么补", "打我电话" + PHONE + "吧", "一三八零零零零零零零零这个号", "我叫" + NAME + "要转人工")) {
            var reply = post(server.address(), "/api/v1/chat", Map.of("conversation", conversation, "text", said));
            var turn = JSON.readTree(reply.body()).path("turn").stringValue();
            post(
                    server.address(),
                    "/api/v1/feedback",
                    Map.of("conversation", conversation, "turn", turn, "helpful", false, "comment", said));
        }
        post(
                server.address(),
                "/api/v1/ratings",
                Map.of("conversation", conversation, "level", 1, "comment", "我叫" + NAME + "电话" + PHONE));
        var handoff = post(
                server.address(),
                "/api/v1/handoffs",
                Map.of("conversation", conversation, "callback", Map.of("phone", PHONE)));
        var id = JSON.readTree(handoff.body()).path("id").stringValue();
        post(server.address(), "/api/v1/handoffs/" + id + "/messages", Map.of("text", "我是" + NAME + "，身份证" + ID));
        assertThat(exported(server.address(), conversation).path("turns")).hasSize(4);
        server.close();
        server.process().waitFor();

        assertThat(filesThatHold(data, "丢了怎么补")).as("what can be found").isNotEmpty();
        assertThat(filesThatHold(data, NAME, ID, PHONE, "一三八零零零零零零零零", conversation))
                .isEmpty();
    }

    /** Files whose bytes hold one of the words, in an encoding that may be used there. */
    private static List<String> filesThatHold(Path folder, String... words) throws Exception {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (var word : words)
                    for (var encoded : List.of(
                            word.getBytes(StandardCharsets.UTF_8),
                            word.getBytes(StandardCharsets.UTF_16LE),
                            word.getBytes(StandardCharsets.UTF_16BE),
                            asH2Does(word)))
                        if (bytes.contains(new String(encoded, StandardCharsets.ISO_8859_1)))
                            found.add(file.getFileName() + ": " + word);
            }
        }
        return found;
    }

    /** As UTF-8, but that later bytes of a character are not marked (org.h2.mvstore.DataUtils). */
    private static byte[] asH2Does(String word) {
        var bytes = new ByteArrayOutputStream();
        word.chars().forEach(c -> {
            if (c >= 0x800) {
                bytes.write(0xe0 | (c >> 12));
                bytes.write((c >> 6) & 0x3f);
            } else if (c >= 0x80) bytes.write(0xc0 | (c >> 6));
            bytes.write(c < 0x80 ? c : c & 0x3f);
        });
        return bytes.toByteArray();
    }
}
