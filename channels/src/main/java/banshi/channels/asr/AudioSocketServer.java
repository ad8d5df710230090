package banshi.channels.asr;

import banshi.assistant.hotline.Speaker;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.tcp.TcpServer;

/**
 * Takes the sound of callers from Asterisk's AudioSocket (AudioSocket 接入): a call on each connection, frames of a kind, a length and what is of it. After Asterisk's {@code
 * res_audiosocket.c}. What cannot be understood is a fault and ends nothing.
 */
final class AudioSocketServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AudioSocketServer.class);
    private static final int HEAD = 3;
    private static final int LONGEST = HEAD + 0xffff;
    private static final int UUID_BYTES = 16;
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(2);

    private final OpenCalls calls;
    private final InstantSource clock;
    private final Tally tally;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DisposableServer server;

    /**
     * Listens.
     *
     * @throws IllegalStateException if it cannot; says what to set
     */
    AudioSocketServer(AsrSettings.AudioSocket at, OpenCalls calls, InstantSource clock, Tally tally) {
        this.calls = calls;
        this.clock = clock;
        this.tally = tally;
        try {
            server = TcpServer.create()
                    .host(at.host())
                    .port(at.port())
                    .doOnConnection(connection -> {
                        open.add(connection.channel());
                        connection.addHandlerLast(new LengthFieldBasedFrameDecoder(LONGEST, 1, HEAD - 1));
                    })
                    .handle((in, _) -> listen(in))
                    .bindNow();
        } catch (ChannelBindException e) {
            throw new IllegalStateException("nobody can listen at " + at.host() + ":" + at.port()
                    + " for AudioSocket: set another banshi.hotline.asr.audio-socket.host or port"); // the root
            // is what
            // is told
        }
        if (!isLoopback())
            LOG.warn(
                    "AudioSocket is open at {}: who reaches it shows no key and is believed; keep others out",
                    at.host());
    }

    private boolean isLoopback() {
        return server.address() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress();
    }

    int port() {
        return server.port();
    }

    private Mono<Void> listen(NettyInbound in) {
        var caller = new Caller();
        return in.receive()
                .doOnNext(caller::heard)
                // where Asterisk closes the connection in order, Reactor Netty completes or cancels this, as it finds
                // it
                .doFinally(signal -> {
                    if (signal == SignalType.ON_ERROR) caller.broken();
                    else caller.hungUp();
                })
                .onErrorComplete() // is told as a fault of the call
                .then();
    }

    @Override
    public void close() {
        server.disposeNow(CLOSES_WITHIN); // which lets those that are connected be
        open.close().awaitUninterruptibly(CLOSES_WITHIN.toMillis());
    }

    /** One connection (一路来电). */
    private final class Caller {
        private OpenCalls.@Nullable Source source;

        void heard(ByteBuf frame) {
            int kind = frame.readUnsignedByte();
            frame.skipBytes(HEAD - 1);
            int length = frame.readableBytes();
            switch (kind) {
                case 0x00 -> hungUp();
                case 0x01 -> {
                    if (length != UUID_BYTES) rubbish("a UUID of " + length + " bytes");
                    else if (source != null) rubbish("a second UUID");
                    else
                        source = calls.open(new CallStart(
                                new UUID(frame.readLong(), frame.readLong()).toString(),
                                clock.instant(),
                                null,
                                null,
                                null));
                }
                case 0x03 -> {} // a key was pressed
                case 0x10 -> {
                    if (length % 2 != 0) rubbish("sound of half a sample");
                    else if (source == null) rubbish("sound before a UUID");
                    else source.sound(Speaker.CALLER, Sound.fromLittleEndian(ByteBufUtil.getBytes(frame)));
                }
                default ->
                    rubbish("a frame of the kind 0x" + Integer.toHexString(kind) + "; known: UUID, slin at 8 kHz");
            }
        }

        private void rubbish(String what) {
            if (source != null) source.rubbish("Asterisk sent " + what);
            else tally.rubbish();
        }

        /** Asterisk itself says so by closing the connection. */
        void hungUp() {
            var ended = source;
            source = null;
            if (ended != null) ended.end();
        }

        void broken() {
            var broken = source;
            source = null;
            if (broken != null) broken.broken();
        }
    }
}
