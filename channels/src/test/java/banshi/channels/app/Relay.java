package banshi.channels.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A way to a server that can be cut and opened again: its port stays the same. */
final class Relay implements AutoCloseable {
    private final InetSocketAddress to;
    private final int port;
    /** Has the port while nothing listens there, so that no other program is given it: other tests run at the same time. */
    private final Socket kept = new Socket();

    private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();
    private ServerSocket listening;

    /** Cut at first. */
    Relay(URI to) {
        this.to = new InetSocketAddress(to.getHost(), to.getPort());
        try {
            kept.setReuseAddress(true);
            kept.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = kept.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("bolt://127.0.0.1:" + port);
    }

    void open() throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listening = server;
        Thread.ofVirtual().start(() -> accept(server));
    }

    void cut() throws IOException {
        if (listening != null) listening.close();
        for (var socket : sockets) socket.close();
        sockets.clear();
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                var one = server.accept();
                var other = new Socket(to.getAddress(), to.getPort());
                sockets.add(one);
                sockets.add(other);
                Thread.ofVirtual().start(() -> pass(one, other));
                Thread.ofVirtual().start(() -> pass(other, one));
            }
        } catch (IOException e) {
            // cut
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        kept.close();
    }
}
