package banshi.channels.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What agents ask experts in the real program, about real content: what it has said it has is there when it comes back. */
class KilledConsultsIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String MATTER = "huji-hukoubu-reissue";
    private static final String SETTINGS = "banshi.accounts.second-factor: [auditor]";

    @TempDir
    Path data;

    /** A desk's line. */
    private static final class Line implements WebSocket.Listener, AutoCloseable {
        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        private final List<JsonNode> told = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Line(URI server, StaffHttp who) {
            var ticket = who.ok("POST", "/api/v1/desk/ticket", Map.of());
            socket = CLIENT.newWebSocketBuilder()
                    .header("Origin", server.toString())
                    .buildAsync(URI.create("ws" + server.toString().substring(4) + "/ws/agent"), this)
                    .join();
            say(Map.of("type", "hello", "ticket", ticket.path("ticket").stringValue()));
        }

        void say(Map<String, String> frame) {
            socket.sendText(JSON.writeValueAsString(frame), true).join();
        }

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                told.add(JSON.readTree(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        JsonNode await(String type, Predicate<JsonNode> that) {
            return Awaitility.await()
                    .until(
                            () -> told.stream()
                                    .filter(frame ->
                                            frame.path("type").stringValue("").equals(type) && that.test(frame))
                                    .findFirst()
                                    .orElse(null),
                            frame -> frame != null);
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static Predicate<JsonNode> state(String state) {
        return frame -> frame.path("state").stringValue("").equals(state);
    }

    @Test
    void whatWaitsWaitsOnAndIsAnswered() throws Exception {
        String department;
        try (var server = RunningServer.start(data, SETTINGS)) {
            var admin = StaffHttp.enter(server.address(), "admin", server.firstPassword());
            var agent = admin.colleague("zuoxi", "坐席一", "agent");
            var expert = admin.colleague("zhuanyuan", "专员一", "expert");
            var departments = admin.ok("GET", "/api/staff/v1/departments", null);
            assertThat(departments.path("published").size()).isGreaterThan(5);
            try (var asks = new Line(server.address(), agent)) {
                asks.await("ready", _ -> true);
                asks.say(Map.of("type", "consult.whom", "matter", MATTER));
                var whom = asks.await("consult.whom", _ -> true);
                department = whom.path("department").stringValue();
                assertThat(departments.path("published").valueStream().map(JsonNode::stringValue))
                        .contains(department);
                assertThat(whom.path("experts")).isEmpty();
                assertThat(whom.path("phone").path("number").stringValue()).isEqualTo("12345");
                var account = expert.ok("GET", "/api/staff/v1/session", null)
                        .at("/account/id")
                        .stringValue();
                admin.ok(
                        "PUT",
                        "/api/staff/v1/accounts/" + account + "/departments",
                        Map.of("departments", List.of(department)));
                for (var id : List.of("k1", "k2"))
                    asks.say(Map.of(
                            "type",
                            "consult.ask",
                            "id",
                            id,
                            "matter",
                            MATTER,
                            "aspect",
                            "can-online",
                            "text",
                            "集体户口能网上补吗？"));
                asks.await("consult", frame -> frame.path("id").stringValue().equals("k1"));
                asks.await("consult", frame -> frame.path("id").stringValue().equals("k2"));
                try (var answers = new Line(server.address(), expert)) {
                    answers.await("ready", ready -> ready.path("consults").size() == 2);
                    answers.say(Map.of("type", "consult.take", "id", "k2"));
                    answers.say(Map.of("type", "consult.say", "id", "k2", "text", "我查一下。"));
                    asks.await("consult", frame -> frame.path("messages").size() == 1);
                    server.kill();
                }
            }
        }
        try (var server = RunningServer.start(data, SETTINGS)) {
            try (var answers = new Line(server.address(), StaffHttp.again(server.address(), "zhuanyuan"));
                    var asks = new Line(server.address(), StaffHttp.again(server.address(), "zuoxi"))) {
                var waits = answers.await("ready", _ -> true).path("consults");
                assertThat(waits.valueStream().map(one -> one.path("state").stringValue()))
                        .containsExactlyInAnyOrder("waiting", "taken");
                assertThat(waits.get(0).path("published").stringValue()).isNotBlank();
                assertThat(waits.get(0).path("department").stringValue()).isEqualTo(department);
                assertThat(asks.await("ready", _ -> true).path("consults").size())
                        .isEqualTo(2);
                answers.say(Map.of("type", "consult.done", "id", "k2", "text", "可以。"));
                var answered = asks.await("consult", state("answered"));
                assertThat(answered.path("messages")
                                .valueStream()
                                .map(one -> one.path("text").stringValue()))
                        .containsExactly("我查一下。", "可以。");
            }
            server.close();
            server.process().waitFor(); // so that nothing is written any more where the test deletes
        }
    }
}
