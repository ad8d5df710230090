package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServer;

class UpgradedOnItsThreadTest {
    @Test
    void aHandshakeThatComesFromAnotherThreadGoesBackToThatOfTheConnection() throws Exception {
        var connection = new CompletableFuture<Thread>();
        var upgrade = new CompletableFuture<Thread>();
        var sockets = new UpgradedOnItsThread((exchange, handler) -> {
            upgrade.complete(Thread.currentThread());
            return exchange.getResponse().setComplete();
        });
        var handler = WebHttpHandlerBuilder.webHandler(exchange -> Mono.defer(
                                () -> sockets.handleRequest(exchange, session -> Mono.empty()))
                        .subscribeOn(Schedulers.parallel()))
                .build();
        var server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(
                        there -> there.channel().eventLoop().execute(() -> connection.complete(Thread.currentThread())))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + server.port() + "/");
            assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(upgrade.join()).isSameAs(connection.join());
        } finally {
            server.disposeNow();
        }
    }
}
