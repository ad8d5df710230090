package banshi.channels.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real client of a WebSocket, which keeps all that it is told. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** @param headers names and values in turn */
    Socket(URI address, String... headers) {
        var builder = CLIENT.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        socket = builder.buildAsync(address, this).join();
    }

    Socket say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Socket sayBytes(byte... bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            told.add(JsonMapper.shared().readTree(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(-1);
    }

    /** All of a type, in order. */
    List<JsonNode> told(String type) {
        return told.stream()
                .filter(frame -> frame.path("type").stringValue("").equals(type))
                .toList();
    }

    /** The first of a type for which that holds, as soon as it comes. */
    JsonNode await(String type, Predicate<JsonNode> that) {
        return org.awaitility.Awaitility.await()
                .until(() -> told(type).stream().filter(that).findFirst().orElse(null), frame -> frame != null);
    }

    JsonNode awaitFirst(String type) {
        return await(type, _ -> true);
    }

    /** How it was closed by the other side. */
    int closed() {
        return closed.join();
    }

    /** As a broken line is. */
    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
