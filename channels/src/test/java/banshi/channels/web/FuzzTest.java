package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, no reply is a 5xx. A second for each address, or {@code -Dfuzz.seconds=600}; the seed is printed and taken back by {@code -Dtest.seed}.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 1));
    private static final List<String> SOUND = List.of(
            "{\"conversation\":\"c\",\"text\":\"户口本丢了\",\"channel\":\"web\",\"region\":\"330100\"}",
            "{\"sessionId\":\"s\",\"messageId\":\"message-0001\",\"optionId\":\"2\",\"lang\":\"zh-CN\"}",
            "{\"conversation\":\"c\",\"turn\":\"t\",\"helpful\":false,\"reason\":\"wrong\",\"comment\":\"不对\"}",
            "{\"conversation\":\"c\",\"level\":5,\"options\":[\"办事效率\"],\"callback\":{\"phone\":\"13800000000\"}}",
            "{\"model\":\"banshi\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"你好\"}]}]}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"ask\",\"arguments\":{\"question\":\"你好\"}}}",
            "{\"sender\":\"a\",\"message\":\"你好\"}");
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
        System.out.println("FuzzTest -Dtest.seed=" + SEED);
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
        var random = new Random(SEED ^ path.hashCode());
        var until = System.nanoTime() + TIME.toNanos();
        do {
            var body = mutated(SOUND.get(random.nextInt(SOUND.size())).getBytes(StandardCharsets.UTF_8), random);
            var key = random.nextBoolean() ? TestServer.API_KEY : TestServer.STAFF_KEY;
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
        } while (System.nanoTime() < until);
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
        var random = new Random(SEED ^ path.hashCode());
        var until = System.nanoTime() + TIME.toNanos();
        do {
            var token = token(random);
            HttpRequest.Builder request;
            if (path.endsWith("events")) request = server.to(path).header("Last-Event-ID", token);
            else if (path.endsWith("=")) request = server.to("/api/v1/releases/current?x=" + token);
            else request = server.to(path + token);
            var response = server.send(request.header("Authorization", "Bearer " + TestServer.API_KEY)
                    .GET());
            assertThat(response.statusCode()).as(path + " with " + token).isLessThan(500);
        } while (System.nanoTime() < until);
    }

    private static byte[] mutated(byte[] sound, Random random) {
        var bytes = sound;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            bytes = switch (random.nextInt(5)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 ->
                    joined(bytes, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8), at);
                case 2 -> joined(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(5)));
                case 3 -> joined(bytes, at, Arrays.copyOf(bytes, at), at);
                default -> {
                    var noise = new byte[1 + random.nextInt(3)];
                    random.nextBytes(noise);
                    yield joined(bytes, at, noise, Math.min(bytes.length, at + noise.length));
                }
            };
        }
        return bytes;
    }

    /** The beginning, something, and the rest from {@code rest}. */
    private static byte[] joined(byte[] bytes, int at, byte[] something, int rest) {
        var joined = Arrays.copyOf(bytes, at + something.length + bytes.length - rest);
        System.arraycopy(something, 0, joined, at, something.length);
        System.arraycopy(bytes, rest, joined, at + something.length, bytes.length - rest);
        return joined;
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
