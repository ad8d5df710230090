package banshi.channels.web;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.Dialogue;
import banshi.assistant.Turn;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection goes on being read, however close one request comes behind another (reactor-netty issue 4361). */
class KeepAliveTest {
    private static final String BODY = "{\"conversation\":\"c\",\"text\":\"hello\"}";
    private static final int PATIENCE_MS = 20_000;

    private static final String CHAT = "/api/v1/chat";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer((dialogue, utterance) -> new Turn(Dialogue.NEW, Replies.smalltalk(), "r1"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /api/v1/releases/current, 200",
        "GET, /guide.css, 200",
        "GET, /guide/none, 404",
        "GET, /none, 404",
        "GET, /api/v1/chat, 405",
        "GET, /api/v1/graph/matters/none/nearest, 401",
        "POST, /api/v1/chat, 400",
        "POST, /api/v1/explain, 403"
    })
    void isReadAfterARequestThatIsAnsweredAtOnceBehindOneThatIsNot(String method, String path, int status)
            throws IOException {
        var address = server.to("/").build().uri();
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            var in = new BufferedInputStream(socket.getInputStream());
            send(socket, request("POST", CHAT, address, BODY) + request(method, path, address, ""));
            assertThat(status(in)).startsWith("HTTP/1.1 200");
            assertThat(status(in)).startsWith("HTTP/1.1 " + status);
            send(socket, request("POST", CHAT, address, BODY));
            assertThat(status(in)).startsWith("HTTP/1.1 200");
        }
    }

    private static String request(String method, String path, URI server, String body) {
        return "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, server.getAuthority(), body.length(), body);
    }

    private static void send(Socket socket, String requests) throws IOException {
        socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** The first line of the next response, which is read to its end. */
    private static String status(InputStream in) throws IOException {
        var status = line(in);
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in))
            if (header.regionMatches(true, 0, "content-length:", 0, 15))
                length = Integer.parseInt(header.substring(15).strip());
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) throw new IOException("the server has hung up");
            if (c != '\r') line.append((char) c);
        }
        return line.toString();
    }
}
