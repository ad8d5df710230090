package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.channels.limit.CaffeineAllowances;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.web.ErrorResponseException;

/** Nobody asks so much that others wait. */
class LimitsTest {
    private final AtomicLong now = new AtomicLong();
    private final Limits limits = new Limits(new LimitSettings(3, 5, 7, 2), new CaffeineAllowances(now::get));

    /** The status that a request gets. */
    private int asks(String address, String conversation) {
        var request = MockServerHttpRequest.post("/api/v1/chat")
                .remoteAddress(new InetSocketAddress(address, 40_000))
                .build();
        try {
            limits.require(request, conversation).block();
            return HttpStatus.OK.value();
        } catch (ErrorResponseException e) {
            assertThat(e.getHeaders().getFirst("Retry-After")).matches("[1-9][0-9]*");
            return e.getStatusCode().value();
        }
    }

    private long allowed(int times, String address, String conversation) {
        return IntStream.range(0, times)
                .filter(i -> asks(address, conversation) == HttpStatus.OK.value())
                .count();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aConversationMayAskSoOftenAMinute() {
        assertThat(allowed(10, "192.0.2.1", "a")).isEqualTo(3);
        pass(Duration.ofSeconds(20));
        assertThat(allowed(10, "192.0.2.1", "a")).isEqualTo(1);
    }

    @Test
    void aConversationMayAskSoOftenADay() {
        long allowed = 0;
        for (int minute = 0; minute < 10; minute++) {
            allowed += allowed(3, "192.0.2." + minute, "a");
            pass(Duration.ofMinutes(1));
        }
        assertThat(allowed).isEqualTo(5);
        pass(Duration.ofDays(1));
        assertThat(asks("192.0.2.1", "a")).isEqualTo(200);
    }

    @Test
    void anAddressMayAskSoOftenAMinuteWhateverTheConversation() {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 9; i++) statuses.add(asks("192.0.2.1", "c" + i));
        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 429, 429);
        assertThat(asks("192.0.2.2", "d")).isEqualTo(200);
    }

    @Test
    void thisMachineIsNotCounted() {
        assertThat(allowed(100, "127.0.0.1", "a")).isEqualTo(100);
    }

    @Test
    void aProxyOnThisMachineTellsWhoAsksAndNobodyElseDoes() {
        var here = new InetSocketAddress("127.0.0.1", 1);
        var there = new InetSocketAddress("192.0.2.1", 1);

        assertThat(Limits.address(here, "198.51.100.7, 203.0.113.9")).hasValue("203.0.113.9");
        assertThat(Limits.address(there, "203.0.113.9")).hasValue("192.0.2.1");
        assertThat(Limits.address(here, " ")).isEmpty();
        assertThat(Limits.address(here, null)).isEmpty();
    }

    @Test
    void isSaidOverHttpWithWhenToComeAgain() {
        try (var server = new TestServer(
                (dialogue, utterance) -> new banshi.assistant.Turn(dialogue, Replies.smalltalk(), "r1"))) {
            HttpResponse<String> last = null;
            for (int i = 0; i < 11; i++)
                last = server.send(server.to("/api/v1/chat")
                        .header("Content-Type", "application/json")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .POST(BodyPublishers.ofString("{\"conversation\":\"a\",\"text\":\"你好\"}")));

            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
            assertThat(last.body()).contains("12345");
        }
    }
}
