package banshi.channels.asr;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/** The operator's recogniser (识别引擎): where it is, how it is spoken to. Thread-safe; blocks nobody. */
final class Recogniser {
    /** A long sentence with the time of each of its letters. */
    private static final int LONGEST_MESSAGE = 1024 * 1024;

    private final URI url;
    private final Protocol protocol;
    private final boolean doubled;
    private final HttpClient client;

    /** @param doubled whether it wants twice the rate of a telephone */
    Recogniser(URI url, Protocol protocol, boolean doubled, HttpClient client) {
        this.url = url;
        this.protocol = protocol;
        this.doubled = doubled;
        this.client = client;
    }

    Protocol protocol() {
        return protocol;
    }

    boolean wantsDoubled() {
        return doubled;
    }

    /** Where it is, without what an address may hold besides. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    /**
     * Connects.
     *
     * @param listener told what becomes of it, on threads of the network
     * @return gives it up
     */
    Disposable connect(Listener listener) {
        return client.websocket(WebsocketClientSpec.builder()
                        .maxFramePayloadLength(LONGEST_MESSAGE)
                        .build())
                .uri(url)
                .handle((in, _) -> listen(in, listener))
                .subscribe(null, listener::closed, () -> listener.closed(null));
    }

    private static Mono<Void> listen(WebsocketInbound in, Listener listener) {
        in.withConnection(connection -> listener.opened(new Line(connection.channel())));
        return in.aggregateFrames(LONGEST_MESSAGE)
                .receiveFrames()
                .doOnNext(frame -> {
                    if (frame instanceof TextWebSocketFrame text) listener.said(text.text());
                    else listener.lives();
                })
                .then();
    }

    /** Told what becomes of a connection (连接动态). */
    interface Listener {
        void opened(Line line);

        void said(String message);

        /** It showed itself without saying anything. */
        void lives();

        /** There is no connection, or none any more; without a reason where the recogniser closed it in order. */
        void closed(@Nullable Throwable why);
    }

    /** An open connection (识别连线). What cannot be written any more is lost with it: it is told that it is closed. */
    record Line(Channel channel) {
        /** Whether it takes what is sent; a recogniser that hangs does not. */
        boolean takesMore() {
            return channel.isWritable();
        }

        void say(String message) {
            var _ = channel.writeAndFlush(new TextWebSocketFrame(message));
        }

        void play(byte[] sound) {
            var _ = channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(sound)));
        }

        void ask() {
            var _ = channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    /** What went wrong, for operators: the kind of it, without words of anybody's. */
    static String describe(@Nullable Throwable why) {
        if (why == null) return "it closed the connection";
        var root = why;
        while (root.getCause() != null) root = root.getCause();
        return root.getClass().getSimpleName();
    }
}
