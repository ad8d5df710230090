package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Dialogue;
import banshi.assistant.Reply;
import banshi.assistant.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageControllerTest {
    private static final String MESSAGE = "message-0001";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One event as it came. */
    private record Event(String id, String name, JsonNode data) {}

    private static Assistant replying(Reply reply) {
        return (_, _) -> new Turn(Dialogue.NEW, reply, "r1");
    }

    private static String body(String session, String rest) {
        return "{\"sessionId\":\"" + session + "\"," + rest + "}";
    }

    private static String said(String text) {
        return body("s1", "\"messageId\":\"" + MESSAGE + "\",\"text\":\"" + text + "\"");
    }

    private static HttpRequest.Builder message(TestServer server, String body, String accept) {
        return server.to("/api/chat/v1/messages")
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> json(TestServer server, String body) {
        return server.send(message(server, body, "application/json"));
    }

    private static HttpResponse<String> stream(TestServer server, String body) {
        return server.send(message(server, body, "text/event-stream"));
    }

    private static HttpResponse<String> resume(TestServer server, String last) {
        return server.send(server.to("/api/chat/v1/sessions/s1/events")
                .header("Last-Event-ID", last)
                .GET());
    }

    private static List<Event> events(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        var events = new ArrayList<Event>();
        for (var block : response.body().split("\n\n")) {
            String id = "";
            String name = "";
            String data = "";
            for (var line : block.lines().toList()) {
                if (line.startsWith("id: ")) id = line.substring(4);
                if (line.startsWith("event: ")) name = line.substring(7);
                if (line.startsWith("data: ")) data = line.substring(6);
            }
            if (!data.isEmpty()) events.add(new Event(id, name, JSON.readTree(data)));
        }
        return events;
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void repliesInJsonAsTheChatDoes() {
        try (var server = new TestServer(replying(Replies.answer()))) {
            var reply = read(json(server, said("户口本丢了")));
            assertThat(reply.path("act").stringValue()).isEqualTo("answer");
            assertThat(reply.path("conversation").stringValue()).isEqualTo("s1");
            assertThat(reply.path("turn").stringValue()).matches("[A-Za-z0-9_-]{22}");
        }
    }

    @Test
    void tellsTheSameInEventsWhereTheyAreWanted() {
        try (var server = new TestServer(replying(Replies.answer()))) {
            var response = stream(server, said("户口本丢了"));
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache, no-transform");
            var events = events(response);
            var whole = read(json(server, said("户口本丢了")));

            assertThat(events.stream().map(Event::name).distinct())
                    .containsExactly("meta", "delta", "block", "citations", "done");
            assertThat(events.getFirst().data().path("turn")).isEqualTo(whole.path("turn"));
            var words = new StringBuilder();
            for (var event : events)
                if (event.name().equals("delta"))
                    words.append(event.data().path("text").stringValue());
            assertThat(words).hasToString(whole.path("text").stringValue());
            assertThat(events.stream().filter(e -> e.name().equals("block")).map(Event::data))
                    .containsExactlyElementsOf(whole.path("blocks"));
            assertThat(events.getLast().data().path("outcome").stringValue()).isEqualTo("answered");
            assertThat(events.stream().map(Event::id)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"answer, answered", "clarify, clarify", "handoff, handoff", "emergency, handoff", "decline, refused"})
    void saysHowItEnded(String act, String outcome) {
        var reply = switch (act) {
            case "answer" -> Replies.answer();
            case "clarify" -> Replies.clarify();
            case "handoff" -> Replies.handoff();
            case "emergency" -> Replies.emergency();
            default -> Replies.decline();
        };
        try (var server = new TestServer(replying(reply))) {
            var done = events(stream(server, said("户口本"))).getLast().data();
            assertThat(done.path("act").stringValue()).isEqualTo(act);
            assertThat(done.path("outcome").stringValue()).isEqualTo(outcome);
        }
    }

    @Test
    void answersAMessageThatComesAgainOnce() {
        var asked = new AtomicInteger();
        try (var server = new TestServer((_, _) -> {
            asked.incrementAndGet();
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        })) {
            var first = read(json(server, said("户口本")));
            var again = read(json(server, said("户口本")));
            assertThat(again).isEqualTo(first);
            assertThat(asked).hasValue(1);
            read(json(server, body("s2", "\"messageId\":\"" + MESSAGE + "\",\"text\":\"户口本\"")));
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void takesUpAStreamAfterTheLastEventReceived() {
        try (var server = new TestServer(replying(Replies.answer()))) {
            var events = events(stream(server, said("户口本")));
            for (int i = 0; i < events.size(); i++)
                assertThat(events(resume(server, events.get(i).id()))).isEqualTo(events.subList(i + 1, events.size()));
        }
    }

    @Test
    void endsAStreamThatNobodyBegan() {
        try (var server = new TestServer(replying(Replies.answer()))) {
            assertThat(resume(server, "message-0002.0").statusCode()).isEqualTo(204);
        }
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"1", "message-0001", "message-0001.", "message-0001.99999", "../../etc.1", "短.1"})
    void refusesWhatIsNoEventOfOurs(String id) {
        try (var server = new TestServer(replying(Replies.answer()))) {
            var response = server.send(server.to("/api/chat/v1/sessions/s1/events")
                    .header("Last-Event-ID", id.replace('短', '?'))
                    .GET());
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void finishesAReplyThatNobodyWaitsForAndGivesItToWhoComesBack() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var server = new TestServer((_, _) -> {
            begun.countDown();
            await(go);
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        })) {
            var leaving = server.client()
                    .sendAsync(message(server, said("户口本"), "text/event-stream").build(), BodyHandlers.ofString());
            begun.await();
            leaving.cancel(true);
            go.countDown();
            assertThat(events(resume(server, MESSAGE + ".0")).getLast().name()).isEqualTo("done");
        }
    }

    @Test
    void showsThatItLivesWhileTheReplyIsMade() throws Exception {
        var settings = new WebSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), 10, Duration.ofMillis(5));
        var go = new CountDownLatch(1);
        Assistant slow = (_, _) -> {
            await(go);
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        };
        try (var server = new TestServer(slow, 1, 8, settings)) {
            var response = server.client()
                    .send(message(server, said("户口本"), "text/event-stream").build(), BodyHandlers.ofInputStream());
            try (var lines = lines(response.body())) {
                assertThat(lines.readLine()).isEqualTo(": ");
                go.countDown();
                assertThat(lines.lines().filter(line -> line.startsWith("event: ")))
                        .endsWith("event: done");
            }
        }
    }

    @Test
    void takesAnOptionByItsIdForTheWordsOnIt() {
        var heard = new ConcurrentLinkedQueue<String>();
        try (var server = new TestServer((_, utterance) -> {
            heard.add(utterance.text());
            return new Turn(new Dialogue(((Reply.Clarify) Replies.clarify()).choices()), Replies.clarify(), "r1");
        })) {
            read(json(server, body("s1", "\"text\":\"户口本\"")));
            read(json(server, body("s1", "\"optionId\":\"2\"")));
            assertThat(heard).containsExactly("户口本", "补办户口本要多少钱？");

            var unknown = json(server, body("s1", "\"optionId\":\"7\""));
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body()).contains("optionId");
            assertThat(stream(server, body("s1", "\"optionId\":\"7\"")).statusCode())
                    .isEqualTo(400);
            assertThat(json(server, body("s2", "\"optionId\":\"2\"")).statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{}",
                "{\"sessionId\":\"s\"}",
                "{\"sessionId\":\"s\",\"text\":\" \"}",
                "{\"sessionId\":\"s\",\"text\":\"a\",\"optionId\":\"b\"}",
                "{\"sessionId\":\"s\",\"text\":\"a\",\"messageId\":\"short\"}",
                "{\"sessionId\":\"s\",\"text\":\"a\",\"lang\":\"中文\"}",
                "{\"sessionId\":\"s\",\"text\":\"a\",\"region\":\"杭州\"}",
                "{\"sessionId\":7,\"text\":\"a\"}"
            })
    void refusesWhatIsNoMessage(String body) {
        try (var server = new TestServer(replying(Replies.answer()))) {
            var response = stream(server, body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void tellsInTheStreamThatTheEngineFailedAndTakesTheMessageAgain() {
        var asked = new AtomicInteger();
        try (var server = new TestServer((_, _) -> {
            if (asked.incrementAndGet() == 1) throw new IllegalStateException("broken");
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        })) {
            var error = events(stream(server, said("户口本"))).getLast();
            assertThat(error.name()).isEqualTo("error");
            assertThat(error.data().path("status").intValue()).isEqualTo(503);
            assertThat(error.data().path("detail").stringValue()).contains("12345");
            assertThat(events(stream(server, said("户口本"))).getLast().name()).isEqualTo("done");
        }
    }

    @Test
    void opensSoManyStreamsInOneConversation() {
        var go = new CountDownLatch(1);
        try (var server = new TestServer((_, _) -> {
            await(go);
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        })) {
            var open = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 4; i++)
                open.add(server.client()
                        .sendAsync(
                                message(server, body("s1", "\"text\":\"户口本\""), "text/event-stream")
                                        .header("X-Forwarded-For", "203.0.113.9")
                                        .build(),
                                BodyHandlers.ofString()));
            var refused = CompletableFuture.anyOf(open.stream()
                            .map(f -> f.thenCompose(r -> r.statusCode() == 429
                                    ? CompletableFuture.completedFuture(r)
                                    : new CompletableFuture<>()))
                            .toArray(CompletableFuture[]::new))
                    .join();
            assertThat(((HttpResponse<?>) refused).headers().firstValue("Retry-After"))
                    .hasValue("1");
            go.countDown();
            assertThat(open.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                    .containsExactlyInAnyOrder(200, 200, 200, 429);
        }
    }

    private static BufferedReader lines(InputStream body) throws IOException {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
