package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    @Test
    void finishesWhatIsUnderWayAndTakesNothingNew() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var server = new TestServer((_, _) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new Turn(Dialogue.NEW, Replies.answer(), "r1");
        })) {
            var underWay = server.client()
                    .sendAsync(
                            server.to("/api/v1/chat")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"conversation\":\"a\",\"text\":\"户口本\"}"))
                                    .build(),
                            BodyHandlers.ofString());
            begun.await();
            var stopping = CompletableFuture.runAsync(server::stop);
            Awaitility.await().until(() -> refusesConnections(server));
            go.countDown();

            assertThat(underWay.join().statusCode()).isEqualTo(200);
            stopping.join();
        }
    }

    private static boolean refusesConnections(TestServer server) throws Exception {
        try (var fresh = java.net.http.HttpClient.newHttpClient()) {
            fresh.send(server.to("/api/v1/health/live").GET().build(), BodyHandlers.discarding());
            return false;
        } catch (ConnectException e) {
            return true;
        }
    }
}
