package banshi.eval.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadGeneratorTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(200);
    /** In a closed loop what has no reply yet does not count, and a busy machine needs its time. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private final Queue<JsonNode> asked = new ConcurrentLinkedQueue<>();

    private Requests requests(String... texts) {
        return new Requests("/api/v1/chat", "t1", List.of(texts), false);
    }

    private TinyServer server(String answer) throws IOException {
        return new TinyServer(body -> {
            asked.add(JsonMapper.shared().readTree(body));
            return answer;
        });
    }

    @Test
    void asksAgainAsSoonAsItWasAnsweredAndNeverTwiceInOneConversation() throws Exception {
        try (var server = server(TinyServer.ok("{\"text\": \"好\"}"))) {
            var load = LoadGenerator.closed(server.address(), 4, requests("户口本丢了", "身份证“过期”了"), NONE, LONG);

            assertThat(load.nanos()).hasSizeGreaterThan(4);
            assertThat(load.failures()).isZero();
            assertThat(load.perSecond()).isEqualTo(load.nanos().length);
            assertThat(asked)
                    .extracting(q -> q.path("conversation").stringValue())
                    .doesNotHaveDuplicates()
                    .allMatch(c -> c.startsWith("bench-t1-"));
            assertThat(asked).extracting(q -> q.path("text").stringValue()).contains("户口本丢了", "身份证“过期”了");
        }
    }

    @Test
    void readsRepliesThatComeInChunks() throws Exception {
        var chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n3\r\n 1}\r\n0\r\n\r\n";
        try (var server = server(chunked)) {
            assertThat(LoadGenerator.closed(server.address(), 2, requests("问"), NONE, LONG)
                            .nanos())
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void doesNotTakeARefusalForAReply() throws Exception {
        try (var server = server(TinyServer.answer(503, "{}"))) {
            var closed = LoadGenerator.closed(server.address(), 2, requests("问"), NONE, LONG);
            var open = LoadGenerator.open(server.address(), 2, 100, requests("问"), NONE, SHORT);

            assertThat(closed.nanos()).isEmpty();
            assertThat(closed.failures()).isPositive();
            assertThat(open.failures()).isEqualTo(20);
        }
    }

    @Test
    void saysThatTheServerHasGone() throws Exception {
        try (var server = server("")) {
            assertThatThrownBy(() -> LoadGenerator.closed(server.address(), 2, requests("问"), NONE, SHORT))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> LoadGenerator.open(server.address(), 2, 100, requests("问"), NONE, SHORT))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void asksAtTheRateWhateverTheServerDoes() throws Exception {
        try (var server = server(TinyServer.ok("{}"))) {
            var load = LoadGenerator.open(server.address(), 8, 250, requests("问"), SHORT, SHORT);

            assertThat(load.nanos()).hasSize(50);
            assertThat(asked).hasSize(100); // with the warm-up
        }
    }

    /**
     * One connection, 100 requests a second, and the tenth is held for 300 ms: those due meanwhile cannot be answered before, so the
     * first of them waits at least 290 ms, the next 280. Counted from the sending, none but the tenth would be slow.
     */
    @Test
    void countsTheTimeThatRequestsWaitedForAStalledServer() throws Exception {
        var count = new AtomicInteger();
        var never = new CountDownLatch(1);
        try (var server = new TinyServer(body -> {
            if (count.incrementAndGet() == 10) never.await(300, TimeUnit.MILLISECONDS);
            return TinyServer.ok("{}");
        })) {
            var load = LoadGenerator.open(server.address(), 1, 100, requests("问"), NONE, Duration.ofMillis(600));

            assertThat(load.nanos()).hasSize(60);
            var slowest = Arrays.stream(load.nanos()).sorted().toArray();
            for (int i = 0; i < 25; i++)
                assertThat(slowest[slowest.length - 1 - i])
                        .as("the slowest but " + i)
                        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(299 - 10L * i));
        }
    }

    @Test
    void asksOnOtherConnectionsWhileOneIsHeld() throws Exception {
        var first = new AtomicInteger();
        var others = new CountDownLatch(19);
        try (var server = new TinyServer(body -> {
            if (first.incrementAndGet() == 1) {
                assertThat(others.await(30, TimeUnit.SECONDS)).isTrue(); // only then is the first answered
            } else {
                others.countDown();
            }
            return TinyServer.ok("{}");
        })) {
            assertThat(LoadGenerator.open(server.address(), 4, 100, requests("问"), NONE, SHORT)
                            .nanos())
                    .hasSize(20);
        }
    }

    @Test
    void countsSeveralWindowsAsOne() {
        var one = new Load(new long[] {1_000_000, 3_000_000}, 1, Duration.ofSeconds(1));
        var other = new Load(new long[] {2_000_000}, 2, Duration.ofSeconds(2));

        var both = Load.together(List.of(one, other));

        assertThat(both.perSecond()).isEqualTo(1);
        assertThat(both.latency().millis(.5)).isEqualTo(2);
        assertThat(both.failures()).isEqualTo(3);
    }

    @Test
    void asksNothingOnlyIfThereIsSomething() {
        assertThatThrownBy(() -> new Requests("/", "t", List.of(), false)).isInstanceOf(IllegalArgumentException.class);
        var requests = requests("甲");
        var numbers = Set.of(new String(requests.next()), new String(requests.next()));
        assertThat(numbers).hasSize(2);
    }

    @Test
    void writesAQuestionThatComesRoundAgainOtherwiseWhereNoneMayComeTwice() {
        var again = asked(requests("甲"));
        assertThat(again).containsOnly("甲");
        var drawnOut = asked(new Requests("/", "t", List.of("甲"), true));
        assertThat(drawnOut).doesNotHaveDuplicates().allMatch(text -> text.matches("甲[. ]{16}"));
    }

    private static List<String> asked(Requests requests) {
        return IntStream.range(0, 100)
                .mapToObj(i -> new String(requests.next(), StandardCharsets.UTF_8))
                .map(request -> JsonMapper.shared()
                        .readTree(request.substring(request.indexOf("\r\n\r\n")))
                        .path("text")
                        .stringValue())
                .toList();
    }
}
