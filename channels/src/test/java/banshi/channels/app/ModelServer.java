package banshi.channels.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.json.JsonMapper;

/** A language model of the test's making, on a free loopback port: it always says the same. */
public final class ModelServer implements AutoCloseable {
    private final HttpServer server;
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    /**
     * Starts to listen.
     *
     * @param says what it answers with status 200; any other status says nothing
     */
    public ModelServer(int status, String says) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the model server", e);
        }
        var completion =
                """
                {"id":"1","object":"chat.completion","created":1,"model":"small","choices":[{"index":0,"finish_reason":"stop",
                "message":{"role":"assistant","content":%s}}]}
                """.formatted(JsonMapper.shared().writeValueAsString(says)).getBytes(StandardCharsets.UTF_8);
        server.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, completion.length);
                exchange.getResponseBody().write(completion);
            }
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The bodies of all calls so far. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
