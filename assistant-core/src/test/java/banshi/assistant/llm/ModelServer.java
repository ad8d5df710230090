package banshi.assistant.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A language model of the test's making that speaks the OpenAI protocol on a free loopback port. */
final class ModelServer implements AutoCloseable {
    static final String KEY = "sk-test-nobody-may-see-this";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<JsonNode> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Answer answer = exchange -> {};

    /** What it does with a call. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    ModelServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("starting the model server", e);
        }
        server.createContext("/v1/chat/completions", this::take);
        server.setExecutor(threads);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
            answer.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    LlmSettings settings(Duration timeout) {
        return new LlmSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1"),
                KEY,
                "small",
                timeout,
                timeout);
    }

    /** All calls so far. */
    List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    void says(String text) {
        answer = exchange -> send(exchange, 200, completion(text));
    }

    void answers(int status, String body) {
        answer = exchange -> send(exchange, status, body);
    }

    /** Takes the question and says nothing until it is closed. */
    void saysNothing() {
        answer = exchange -> closing.await();
    }

    /** Says that it answers, gives a byte, and no more until it is closed. */
    void stopsInTheMiddle() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            closing.await();
        };
    }

    void does(Answer answer) {
        this.answer = answer;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String completion(@Nullable String text) {
        var content = JsonMapper.shared().writeValueAsString(text);
        return """
                {"id":"1","object":"chat.completion","created":1,"model":"small","choices":[{"index":0,"message":
                {"role":"assistant","content":%s},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}
                """.formatted(content);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
