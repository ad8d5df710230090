package banshi.channels.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** That the other tests of this package would fail. */
@ExtendWith(NeverBlocks.class)
class NeverBlocksTest {
    @Test
    void complainsOfAnEventLoopThatBlocks() {
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((_, response) -> {
                    block();
                    return response.send();
                })
                .bindNow();
        try {
            HttpClient.create()
                    .get()
                    .uri("http://127.0.0.1:" + server.port())
                    .response()
                    .block();
        } finally {
            server.disposeNow();
        }

        assertThat(NeverBlocks.blocked())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("reactor-http").contains("NeverBlocksTest.block"));
    }

    @ParameterizedTest(name = "on parallel: {0}")
    @ValueSource(booleans = {true, false})
    void complainsOnlyWhereNobodyMayBlock(boolean parallel) {
        Mono.fromRunnable(NeverBlocksTest::block)
                .subscribeOn(parallel ? Schedulers.parallel() : Schedulers.boundedElastic())
                .block();

        assertThat(NeverBlocks.blocked().isEmpty()).isNotEqualTo(parallel);
    }

    private static void block() {
        try {
            // a thread that got no processor for all of that time would not be parked any more
            assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
