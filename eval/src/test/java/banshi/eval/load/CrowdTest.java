package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrowdTest {
    /** Wants its own words back. */
    private record Message(String words) implements Crowd.Message {
        @Override
        public byte[] request() {
            return ("POST /wx HTTP/1.1\r\nContent-Length: " + words.length() + "\r\n\r\n" + words)
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isAnsweredBy(String body) {
            return body.equals(words);
        }
    }

    private static List<Message> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Message("m" + i)).toList();
    }

    @Test
    void areAllThereBeforeTheFirstIsAnswered() throws Exception {
        var allThere = new CountDownLatch(50);
        try (var server = new TinyServer(body -> {
                    allThere.countDown();
                    allThere.await();
                    return TinyServer.ok(body);
                });
                var crowd = new Crowd(server.address(), 50)) {
            var heard = crowd.write(messages(50), Duration.ZERO);

            assertThat(heard.load().nanos()).hasSize(50);
            assertThat(heard.load().failures()).isZero();
        }
    }

    @Test
    void postAgainWhatIsNotAnsweredAndCountFromTheFirstTime() throws Exception {
        var posts = new ConcurrentHashMap<String, AtomicInteger>();
        try (var server = new TinyServer(body -> {
                    int post = posts.computeIfAbsent(body, _ -> new AtomicInteger())
                            .incrementAndGet();
                    if (body.equals("m1") && post == 1) Thread.sleep(Duration.ofMinutes(1));
                    return TinyServer.ok(body);
                });
                var crowd = new Crowd(server.address(), 3)) {
            var heard = crowd.write(messages(3), Duration.ZERO);

            assertThat(heard.again()).isEqualTo(1);
            assertThat(heard.load().failures()).isZero();
            assertThat(posts.get("m1")).hasValue(2);
            assertThat(heard.load().latency().millis(1)).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void doNotTakeOtherWordsOrARefusalForTheirAnswer() throws Exception {
        try (var server = new TinyServer(body -> switch (body) {
                    case "m0" -> TinyServer.ok("m1");
                    case "m1" -> TinyServer.answer(503, "m1");
                    default -> TinyServer.ok(body);
                });
                var crowd = new Crowd(server.address(), 3)) {
            var heard = crowd.write(messages(3), Duration.ZERO);

            assertThat(heard.load().nanos()).hasSize(1);
            assertThat(heard.wrong()).isEqualTo(2);
        }
    }
}
