package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.channels.accounts.Role;
import banshi.channels.fuzz.Fuzz;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, no reply is a 5xx, and nothing is logged as an error.
 */
class FuzzTest {
    private static final List<String> SOUND = List.of(
            "{\"conversation\":\"c\",\"text\":\"户口本丢了\",\"channel\":\"web\",\"region\":\"330100\"}",
            "{\"sessionId\":\"s\",\"messageId\":\"message-0001\",\"optionId\":\"2\",\"lang\":\"zh-CN\"}",
            "{\"conversation\":\"c\",\"turn\":\"t\",\"helpful\":false,\"reason\":\"wrong\",\"comment\":\"不对\"}",
            "{\"conversation\":\"c\",\"level\":5,\"options\":[\"办事效率\"],\"callback\":{\"phone\":\"13800000000\"}}",
            "{\"model\":\"banshi\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"你好\"}]}]}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\",\"arguments\":{\"question\":\"你好\"}}}",
            "{\"sender\":\"a\",\"message\":\"你好\"}");
    private static final String ORDER =
            "{\"callId\":\"c1\",\"callerName\":\"王小明\",\"callerPhone\":\"13800000000\",\"incidentTime\":\"2026-03-02T09:30:00+08:00\",\"knowledgeIds\":[\"a\"],"
                    + "\"draft\":{\"type\":\"help\",\"matter\":\"a-b\",\"district\":\"330106\",\"title\":\"路灯\",\"content\":\"路灯不亮\",\"acceptable\":true}}";
    private static final String STEP =
            "{\"version\":1,\"step\":\"dispatch\",\"reason\":\"a\",\"department\":\"b\",\"satisfaction\":3,\"dueAt\":\"2026-03-02T09:30:00+08:00\"}";
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-0",
            "1e999",
            "\u202e",
            "😀",
            "\"text\":",
            "\r\n",
            "\0",
            "户");

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((_, _) -> new Turn(Dialogue.NEW, Replies.answer(), "r1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat",
                "/api/chat/v1/messages",
                "/api/v1/feedback",
                "/api/v1/ratings",
                "/api/v1/handoffs",
                "/api/v1/handoffs/x/messages",
                "/api/v1/conversations/export",
                "/api/v1/conversations/erase",
                "/v1/chat/completions",
                "/webhooks/rest/webhook",
                "/mcp"
            })
    void bodies(String path) {
        Fuzz.again(path, random -> {
            var body = Fuzz.spoilt(Fuzz.one(SOUND, random).getBytes(StandardCharsets.UTF_8), PIECES, random);
            var key = random.nextBoolean() ? TestServer.API_KEY : TestServer.OPERATIONS_KEY;
            var response = server.send(server.to(path)
                    .header("Content-Type", "application/json")
                    .header(
                            "Accept",
                            random.nextBoolean() ? "text/event-stream" : "application/json, text/event-stream")
                    .header("Authorization", "Bearer " + key)
                    .POST(BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode())
                    .as(() -> path + " with " + Arrays.toString(body))
                    .isLessThan(500);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/desk/orders",
                "/api/v1/desk/orders/GD20260302-000001/steps",
                "/api/v1/desk/orders/GD20260302-000001/revisit"
            })
    void bodiesOfStaff(String path) {
        Fuzz.again(path, random -> {
            var sound = Fuzz.one(List.of(ORDER, STEP), random).getBytes(StandardCharsets.UTF_8);
            var body = Fuzz.spoilt(sound, PIECES, random);
            var response = server.send(server.asStaff(path, Role.AGENT)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode())
                    .as(() -> path + " with " + Arrays.toString(body))
                    .isLessThan(500);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/desk/orders/", "/api/v1/desk/orders?text=", "/api/v1/desk/orders?before="})
    void addressesOfStaff(String path) {
        Fuzz.again(path, random -> {
            var token = token(random);
            var response = server.send(server.asStaff(path + token, Role.AGENT).GET());
            assertThat(response.statusCode()).as(path + " with " + token).isLessThan(500);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/chat/v1/sessions/s/events",
                "/guide/",
                "/api/v1/handoffs/",
                "/v1/models/",
                "/api/v1/graph/materials?name="
            })
    void addresses(String path) {
        Fuzz.again(path, random -> {
            var token = token(random);
            HttpRequest.Builder request;
            if (path.endsWith("events")) request = server.to(path).header("Last-Event-ID", token);
            else if (path.endsWith("=")) request = server.to("/api/v1/releases/current?x=" + token);
            else request = server.to(path + token);
            var response = server.send(request.header("Authorization", "Bearer " + TestServer.API_KEY)
                    .GET());
            assertThat(response.statusCode()).as(path + " with " + token).isLessThan(500);
        });
    }

    /** Of a message that was answered: whatever of its events is named, what comes is the rest of them or none. */
    @Test
    void resumedStreams() {
        var whole = server.send(server.to("/api/chat/v1/messages")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(
                        "{\"sessionId\":\"fuzzed\",\"messageId\":\"message-0001\",\"text\":\"户口本丢了\"}")));
        assertThat(whole.statusCode()).isEqualTo(200);
        Fuzz.again("resumed streams", random -> {
            var id = Fuzz.spoilt(
                            "message-0001." + random.nextInt(12), List.of(".", "-", "0", "99999", "_", "m"), random)
                    .replaceAll("[^ -~]", "?");
            var response = server.send(server.to("/api/chat/v1/sessions/fuzzed/events")
                    .header("Last-Event-ID", id)
                    .GET());
            assertThat(response.statusCode()).as(id).isIn(200, 204, 400);
            assertThat(whole.body()).as(id).endsWith(response.statusCode() == 200 ? response.body() : "");
        });
    }

    /** Of characters that may stand in an address and in a header. */
    private static String token(Random random) {
        var allowed = "abcXYZ0189-_.~%20%00!$&'()*+,;=:@";
        var token = new StringBuilder();
        for (int n = 1 + random.nextInt(40); n > 0; n--) token.append(allowed.charAt(random.nextInt(allowed.length())));
        var text = token.toString().replaceAll("%(?![0-9A-F]{2})", "%25");
        return URI.create("/" + text).getRawPath().substring(1);
    }
}
