package banshi.channels.asr;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A telephone system that streams sound as Twilio's does, over the JDK's own WebSocket. */
public final class Phone implements AutoCloseable {
    private static final int WAIT_S = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** @param key shown in the handshake; null for none */
    public Phone(URI at, @Nullable String key) {
        var builder = client.newWebSocketBuilder();
        if (key != null) builder.header("Authorization", "Bearer " + key);
        socket = builder.buildAsync(at, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code + " " + reason);
                        return null;
                    }
                })
                .join();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendBinary(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    public void start(String callId, String more) {
        send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        send("""
                {"event":"start","sequenceNumber":"1","streamSid":"MZ1","start":{"streamSid":"MZ1","callSid":"%s","tracks":["inbound","outbound"],
                 "mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{%s}}}""".formatted(callId, more));
    }

    /** 20 ms of the same code of μ-law. */
    public void media(String track, int code) {
        var sound = new byte[160];
        java.util.Arrays.fill(sound, (byte) code);
        send("""
                {"event":"media","sequenceNumber":"3","media":{"track":"%s","chunk":"1","timestamp":"5","payload":"%s"},"streamSid":"MZ1"}""".formatted(track, Base64.getEncoder().encodeToString(sound)));
    }

    void stop() {
        send("{\"event\":\"stop\",\"sequenceNumber\":\"5\",\"streamSid\":\"MZ1\",\"stop\":{\"callSid\":\"c1\"}}");
    }

    /** Without a word. */
    void abort() {
        socket.abort();
    }

    /** With which code, and why, the server closed it. */
    public String closedWith() {
        try {
            return closed.get(WAIT_S, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        client.shutdownNow();
    }
}
