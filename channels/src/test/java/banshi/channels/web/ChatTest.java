package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Assistant;
import banshi.assistant.Choice;
import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import banshi.assistant.Utterance;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ChatTest {
    private static final String SECRET = "我叫张三身份证丢了";

    /** Remembers how many turns there were, as the number of choices offered. */
    private static final Assistant COUNTING = (dialogue, utterance) -> {
        var offered = new ArrayList<>(dialogue.offered());
        offered.add(new Choice("" + offered.size(), utterance.text(), null, null));
        return new Turn(new Dialogue(offered), Replies.smalltalk(), "turn-" + offered.size());
    };

    @Test
    void continuesAConversationAndKeepsItApartFromOthers() {
        try (var server = new TestServer(COUNTING)) {
            assertThat(release(server.say("a", "一"))).isEqualTo("turn-1");
            assertThat(release(server.say("a", "二"))).isEqualTo("turn-2");
            assertThat(release(server.say("b", "一"))).isEqualTo("turn-1");
            assertThat(release(server.say("a", "三"))).isEqualTo("turn-3");
        }
    }

    @Test
    void losesNoTurnOfAConversationThatIsSaidAllAtOnce() {
        try (var server = new TestServer(COUNTING)) {
            var body = "{\"conversation\":\"a\",\"text\":\"一\"}";
            var replies = IntStream.range(0, 40)
                    .mapToObj(i -> server.client()
                            .sendAsync(
                                    server.to("/api/v1/chat")
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.ofString()))
                    .toList();
            assertThat(replies.stream().map(CompletableFuture::join).map(ChatTest::release))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                            .mapToObj(i -> "turn-" + i)
                            .toList());
        }
    }

    @Test
    void givesTheAssistantWhatWasSaidAndTheDayInChina() {
        var heard = new ConcurrentLinkedQueue<Utterance>();
        try (var server = new TestServer((dialogue, utterance) -> {
            heard.add(utterance);
            return COUNTING.reply(dialogue, utterance);
        })) {
            server.post("{\"conversation\":\"a\",\"text\":\" 户口本😀 \",\"channel\":\"kiosk\",\"region\":\"330100\"}");
            server.post("{\"conversation\":\"a\",\"text\":\"" + "户".repeat(500) + "\",\"region\":null,\"mine\":1}");
        }
        var nextDay = LocalDate.of(2026, 11, 22); // 16:30 UTC is past midnight there
        assertThat(heard)
                .containsExactly(
                        new Utterance(" 户口本😀 ", Utterance.Channel.KIOSK, "330100", nextDay),
                        new Utterance("户".repeat(500), Utterance.Channel.WEB, null, nextDay));
    }

    @Test
    void pointsTo12345WhenTheEngineFailsAndLogsNothingThatWasSaid() {
        var log = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
        var lines = new ListAppender<ILoggingEvent>();
        try (var server = new TestServer((dialogue, utterance) -> {
            throw new IllegalStateException("cannot parse " + utterance.text());
        })) {
            lines.start();
            log.addAppender(lines);
            var response = server.say("a", SECRET);
            assertUnavailable(response);
            assertThat(response.body()).doesNotContain("张三", "Exception");
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .contains("IllegalStateException", "ChatTest")
                .doesNotContain("张三");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
    }

    @Test
    void keepsTheDialogueWhenATurnFails() {
        Assistant fragile = (dialogue, utterance) -> {
            if (utterance.text().equals("坏")) throw new IllegalStateException();
            return COUNTING.reply(dialogue, utterance);
        };
        try (var server = new TestServer(fragile)) {
            server.say("a", "一");
            assertUnavailable(server.say("a", "坏"));
            assertThat(release(server.say("a", "二"))).isEqualTo("turn-2");
        }
    }

    @Test
    void tellsWhoComesToAFullQueueToComeBackAtOnce() throws InterruptedException {
        var settings = new WebSettings(Duration.ofMinutes(1), Duration.ofMinutes(1), 10, Duration.ofSeconds(15));
        var asked = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        Assistant stuck = (dialogue, utterance) -> {
            asked.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return COUNTING.reply(dialogue, utterance);
        };
        try (var server = new TestServer(stuck, 1, 1, settings)) {
            var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            waiting.add(CompletableFuture.supplyAsync(() -> server.say("0", "一")));
            asked.await();
            // one is with the engine; of the next ones one fits into the queue, and at least one does not
            for (int i = 1; i <= 2; i++) {
                var name = "" + i;
                waiting.add(CompletableFuture.supplyAsync(() -> server.say(name, "一")));
            }
            var first = (HttpResponse<?>)
                    CompletableFuture.anyOf(waiting.get(1), waiting.get(2)).join();
            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.headers().firstValue("Retry-After")).hasValue("1");
            open.countDown();
            assertThat(waiting.stream().map(w -> w.join().statusCode())).containsExactlyInAnyOrder(200, 200, 503);
        }
    }

    @Test
    void givesUpAQuestionThatTakesTooLong() {
        var settings = new WebSettings(Duration.ofMillis(1), Duration.ofMinutes(1), 10, Duration.ofSeconds(15));
        var open = new CountDownLatch(1);
        Assistant stuck = (dialogue, utterance) -> {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return COUNTING.reply(dialogue, utterance);
        };
        try (var server = new TestServer(stuck, 1, 1, settings)) {
            assertUnavailable(server.say("a", "一"));
            open.countDown();
        }
    }

    @Test
    void asksTheAssistantAwayFromTheEventLoop() {
        var threads = new ConcurrentLinkedQueue<String>();
        try (var server = new TestServer((dialogue, utterance) -> {
            threads.add(Thread.currentThread().getName());
            return COUNTING.reply(dialogue, utterance);
        })) {
            server.say("a", "一");
        }
        assertThat(threads).hasSize(1).allMatch(name -> name.startsWith("engine-"));
    }

    @Test
    void answersWhateverTheCallerSaysItAccepts() {
        try (var server = new TestServer(COUNTING)) {
            var request = server.to("/api/v1/chat")
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("Accept", "text/html")
                    .POST(BodyPublishers.ofString("{\"conversation\":\"a\",\"text\":\"一\"}"));
            assertThat(server.send(request).statusCode()).isEqualTo(200);
        }
    }

    private static String release(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestServer.json(response).path("release").stringValue();
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(TestServer.json(response).path("detail").stringValue()).contains("12345", "暂时无法答复");
    }
}
