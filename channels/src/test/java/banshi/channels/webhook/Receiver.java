package banshi.channels.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's system that takes what is sent, over real HTTP: answers 200 but where it is told otherwise. */
public final class Receiver implements AutoCloseable {
    /** Instead of a status: says nothing until it is closed. */
    public static final int SILENCE = 0;

    /** Instead of a status: hangs up. */
    public static final int HANG_UP = -1;

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean down;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<Got> got = new CopyOnWriteArrayList<>();

    /** A request, whatever it was answered. */
    public record Got(String key, String signature, String body, int answer) {
        /** The body. */
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** One that listens. */
    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/in", this::take);
        server.start();
    }

    /** Where it is to be sent. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    }

    /** What the next ones are answered, one each. */
    public synchronized void answer(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** Whether it answers 500, whatever is sent. */
    public void isDown(boolean now) {
        down = now;
    }

    private synchronized int next() {
        if (down) return 500;
        return answers.isEmpty() ? 200 : answers.pop();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        int answer = next();
        var headers = exchange.getRequestHeaders();
        got.add(new Got(headers.getFirst(Webhook.KEY), headers.getFirst(Webhook.SIGNATURE), body, answer));
        try (exchange) {
            if (answer == SILENCE) closed.await();
            if (answer > 0) {
                if (answer / 100 == 3) exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(answer, -1);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** All requests, in order. */
    public List<Got> got() {
        return List.copyOf(got);
    }

    /** Those that were answered well. */
    public List<Got> taken() {
        return got.stream().filter(request -> request.answer() == 200).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
