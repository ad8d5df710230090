package banshi.eval.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** HTTP/1.1 with kept-alive connections on a loopback port, as little of it as a load test needs (小服务器). */
final class TinyServer implements AutoCloseable {
    /** What is answered to a body (应答); a whole HTTP response. */
    interface Handler {
        String answer(String body) throws InterruptedException;
    }

    private final ServerSocket socket;
    private final Handler handler;
    private final List<Socket> open = new ArrayList<>();

    TinyServer(Handler handler) throws IOException {
        this(0, handler);
    }

    private TinyServer(int port, Handler handler) throws IOException {
        socket = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        this.handler = handler;
        Thread.ofVirtual().start(this::accept);
    }

    /** For a launcher: any command, any option, {@code --port N} at the end. */
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[Arrays.asList(arguments).indexOf("--port") + 1]);
        try (var server = new TinyServer(port, body -> ok("{\"release\": \"r-tiny\", \"matters\": 1}"))) {
            Thread.currentThread().join();
        }
    }

    static String ok(String json) {
        return answer(200, json);
    }

    static String answer(int status, String json) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\ncontent-LENGTH: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connection.setTcpNoDelay(true);
                synchronized (open) {
                    open.add(connection);
                }
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var body = body(in); body != null; body = body(in)) {
                var answer = handler.answer(body);
                if (answer.isEmpty()) return;
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    /** Null at the end of the stream. */
    private static String body(InputStream in) throws IOException {
        int length = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.equals("\0")) return null;
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                length = Integer.parseInt(line.substring(15).trim());
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) return "\0";
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
            synchronized (open) {
                for (var connection : open) connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
