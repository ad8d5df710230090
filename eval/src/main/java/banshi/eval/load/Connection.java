package banshi.eval.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection with at most one request under way (连接). Reads a reply by its {@code Content-Length} or its
 * chunks. For one thread.
 */
final class Connection implements AutoCloseable {
    private static final int LARGEST = 1 << 18;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(LARGEST);
    /** Where the reply ends in the buffer; 0 while its head is incomplete, -1 if it comes in chunks. */
    private int end;

    private int body;
    private int status;
    /** From when the time counts. */
    private long since;

    private boolean busy;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(InetSocketAddress server, Selector selector) throws IOException {
        var channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /** @param since from when the reply's time counts, by {@link System#nanoTime()} */
    void send(byte[] request, long since) throws IOException {
        this.since = since;
        busy = true;
        in.clear();
        end = 0;
        body = 0;
        var out = ByteBuffer.wrap(request);
        while (out.hasRemaining()) channel.write(out); // far smaller than a socket's buffer: once is enough
    }

    boolean isBusy() {
        return busy;
    }

    long since() {
        return since;
    }

    /** Of the last reply that is whole. */
    int status() {
        return status;
    }

    /**
     * What the last reply that is whole says.
     *
     * @throws IOException if it came in chunks, which nobody has needed to read yet
     */
    String body() throws IOException {
        if (end < 0) throw new IOException("a reply that is to be read came in chunks");
        return new String(in.array(), body, end - body, StandardCharsets.UTF_8);
    }

    /**
     * Takes what has come.
     *
     * @return whether that made the reply whole
     * @throws IOException if the server has closed the connection, or the reply is none
     */
    boolean receive() throws IOException {
        if (channel.read(in) < 0) throw new IOException("the server closed a connection");
        if (!busy) return false;
        if (end == 0) readHead();
        boolean whole = end > 0 ? in.position() >= end : end < 0 && chunksEnd();
        if (whole) busy = false;
        else if (!in.hasRemaining()) throw new IOException("a reply has more than " + LARGEST + " bytes");
        return whole;
    }

    private void readHead() throws IOException {
        int headEnd = indexOf(HEAD_END, 0);
        if (headEnd < 0) return;
        var head = new String(in.array(), 0, headEnd, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (!head.startsWith("http/1.1 ")) throw new IOException("a reply does not begin with HTTP/1.1");
        status = Integer.parseInt(head.substring(9, 12));
        body = headEnd + HEAD_END.length;
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int from = head.indexOf(':', length) + 1;
            int to = head.indexOf('\r', from);
            end = body
                    + Integer.parseInt(
                            head.substring(from, to < 0 ? head.length() : to).trim());
        } else if (head.contains("\r\ntransfer-encoding: chunked")) {
            end = -1;
        } else {
            throw new IOException("a reply does not say where it ends");
        }
    }

    /** Whether the chunk of length nought has come, after which a reply ends. */
    private boolean chunksEnd() throws IOException {
        for (int at = body; ; ) {
            int lineEnd = indexOf(LINE_END, at);
            if (lineEnd < 0) return false;
            int size;
            try {
                size = Integer.parseInt(
                        new String(in.array(), at, lineEnd - at, StandardCharsets.ISO_8859_1).trim(), 16);
            } catch (NumberFormatException e) {
                throw new IOException("a chunk of a reply has no length", e);
            }
            if (size == 0) return in.position() >= lineEnd + 2 * LINE_END.length;
            at = lineEnd + size + 2 * LINE_END.length;
            if (at > in.position()) return false;
        }
    }

    private int indexOf(byte[] sought, int from) {
        for (int i = from; i + sought.length <= in.position(); i++)
            if (Arrays.equals(in.array(), i, i + sought.length, sought, 0, sought.length)) return i;
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
