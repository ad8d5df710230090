package banshi.eval.calls;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A socket to the server, of a desk or of a speech recognition (连线): frames are JSON, and sent one after the other. Thread-safe. */
final class Line implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WebSocket socket;
    private CompletableFuture<WebSocket> last;

    private Line(WebSocket socket) {
        this.socket = socket;
        last = CompletableFuture.completedFuture(socket);
    }

    /** @param heard told each frame, on one of the client's threads */
    static Line open(HttpClient client, URI server, String path, Map<String, String> headers, Consumer<JsonNode> heard)
            throws IOException {
        var builder = client.newWebSocketBuilder();
        headers.forEach(builder::header);
        try {
            return new Line(builder.buildAsync(
                            URI.create(server.toString().replaceFirst("^http", "ws") + path), new Heard(heard))
                    .join());
        } catch (CompletionException e) {
            throw new IOException("opening " + path, e);
        }
    }

    private static final class Heard implements WebSocket.Listener {
        private final Consumer<JsonNode> heard;
        private final StringBuilder frame = new StringBuilder();

        Heard(Consumer<JsonNode> heard) {
            this.heard = heard;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
            frame.append(data);
            if (isLast) {
                heard.accept(JSON.readTree(frame.toString()));
                frame.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    synchronized void send(Object frame) {
        var text = JSON.writeValueAsString(frame);
        last = last.thenCompose(_ -> socket.sendText(text, true));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
