package banshi.channels.asr;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** A recogniser over real WebSockets that hears nothing by itself: what it says, and when, stands in the test. */
public final class FakeEngine implements AutoCloseable {
    private static final int WAIT_S = 10;

    private final Awaited<Line> lines = new Awaited<>();
    private final Collection<Line> made = new ConcurrentLinkedQueue<>();
    private final DisposableServer server;
    private volatile boolean closing;

    public FakeEngine() {
        this(0, true);
    }

    /** @param alive whether it answers when it is asked whether it is there */
    FakeEngine(int port, boolean alive) {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .childOption(ChannelOption.SO_LINGER, 0)
                .route(routes -> routes.ws(
                        "/",
                        (in, _) -> {
                            var line = new Line();
                            in.withConnection(connection -> line.channel = connection.channel());
                            lines.add(line);
                            made.add(line);
                            if (closing) line.cut();
                            return in.aggregateFrames()
                                    .receiveFrames()
                                    .doOnNext(frame -> {
                                        if (frame instanceof TextWebSocketFrame text) line.texts.add(text.text());
                                        if (frame instanceof BinaryWebSocketFrame sound)
                                            line.played(ByteBufUtil.getBytes(sound.content()));
                                        if (frame instanceof PingWebSocketFrame) line.asked(alive);
                                    })
                                    .onErrorComplete()
                                    .doFinally(_ -> line.closed.countDown())
                                    .then();
                        },
                        WebsocketServerSpec.builder().handlePing(true).build()))
                .bindNow();
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.port() + "/");
    }

    int port() {
        return server.port();
    }

    /** The next that connects. */
    public Line line() {
        return lines.next();
    }

    @Override
    public void close() {
        closing = true;
        server.disposeNow(); // first, so that nobody gets in again
        made.forEach(Line::cut);
    }

    /** One connection to it. */
    public static final class Line {
        private final Awaited<String> texts = new Awaited<>();
        private final Awaited<byte[]> sounds = new Awaited<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Semaphore asked = new Semaphore(0);
        private volatile Channel channel;

        private void asked(boolean alive) {
            if (alive) channel.writeAndFlush(new PongWebSocketFrame());
            asked.release();
        }

        /** Until it was asked so often whether it is there. */
        void awaitAsked(int times) {
            try {
                assertThat(asked.tryAcquire(times, WAIT_S, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void played(byte[] sound) {
            sounds.add(sound);
        }

        /** The next text that it was sent. */
        public String text() {
            return texts.next();
        }

        /** Until it is told that no more sound comes. */
        void awaitGoodbye() {
            while (!text().equals("{\"is_speaking\":false}"))
                assertThat(closed.getCount()).isPositive();
        }

        /** The next frame of sound. */
        public byte[] sound() {
            return sounds.next();
        }

        /** So many bytes of sound, or more. */
        byte[] sound(int bytes) {
            var all = new ByteArrayOutputStream();
            while (all.size() < bytes) all.writeBytes(sound());
            return all.toByteArray();
        }

        public void say(String text) {
            channel.writeAndFlush(new TextWebSocketFrame(text));
        }

        /** Without a word. */
        void cut() {
            channel.close();
        }

        /** Until the other side has gone. */
        void awaitClosed() {
            try {
                assertThat(closed.await(WAIT_S, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
