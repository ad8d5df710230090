package banshi.channels.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces on a free loopback port, which takes them or refuses. */
public final class FakeCollector implements AutoCloseable {
    private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 200;

    public FakeCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("starting a collector", e);
        }
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                var sent = exchange.getRequestBody().readAllBytes();
                if (status == 200) taken.add(ExportTraceServiceRequest.parseFrom(sent));
                exchange.sendResponseHeaders(status, -1);
            } catch (InvalidProtocolBufferException e) {
                exchange.sendResponseHeaders(400, -1);
            }
        });
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    /** Answers so from now on; only what it answers with 200 is kept. */
    public void answer(int status) {
        this.status = status;
    }

    /** All that it took. */
    public List<Span> spans() {
        return taken.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .toList();
    }

    /** All that it took, to be looked through for what must not be there. */
    public String everything() {
        return taken.toString();
    }

    /** Those of a name. */
    public List<Span> named(String name) {
        return spans().stream().filter(span -> span.getName().equals(name)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
