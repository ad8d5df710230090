package banshi.channels.asr;

import java.net.URI;
import java.util.Map;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A WebSocket handler behind WebFlux, over loopback. */
final class StreamServer implements AutoCloseable {
    private final GenericApplicationContext context = new GenericApplicationContext();
    private final DisposableServer server;

    StreamServer(WebSocketHandler handler) {
        context.registerBean(HandlerMapping.class, () -> new SimpleUrlHandlerMapping(Map.of(Asr.PATH, handler), -1));
        context.registerBean(WebSocketHandlerAdapter.class);
        context.registerBean(WebHttpHandlerBuilder.WEB_HANDLER_BEAN_NAME, DispatcherHandler.class);
        context.refresh();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(WebHttpHandlerBuilder.applicationContext(context)
                        .codecConfigurer(ServerCodecConfigurer.create()) // reads files; not on an event loop
                        .build()))
                .bindNow();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.port() + Asr.PATH);
    }

    @Override
    public void close() {
        server.disposeNow();
        context.close();
    }
}
