package banshi.eval.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Asks a server as fast as it answers, or at a steady rate (负载发生器). One thread waits on all connections, so that on a machine of
 * two cores the server has the other; an object for one run.
 *
 * <p>In an open loop, citizens do not wait for each other: request {@code i} is due at {@code i / rate} whether or not earlier ones
 * were answered, and its time counts from then, also while it waits for a free connection. Counting from the sending instead
 * would leave out just the requests that a stalled server delays. Source: Tene, "How NOT to Measure Latency", 2013.
 */
final class LoadGenerator implements AutoCloseable {
    /** How long replies are waited for that are still due when the time is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Requests requests;
    private final long begin;
    private final long counted;
    private final long end;
    private long[] nanos = new long[1 << 16];
    private int replies;
    private int failures;

    private LoadGenerator(
            InetSocketAddress server, int connections, Requests requests, Duration warmup, Duration measured)
            throws IOException {
        this.requests = requests;
        selector = Selector.open();
        for (int i = 0; i < connections; i++) this.connections.add(Connection.open(server, selector));
        begin = System.nanoTime();
        counted = begin + warmup.toNanos();
        end = counted + measured.toNanos();
    }

    /**
     * Closed loop: each connection asks again as soon as it was answered. Replies count that come within the measured time.
     *
     * @param server a loopback address
     * @throws IOException if the server cannot be reached or closes a connection
     */
    static Load closed(InetSocketAddress server, int connections, Requests requests, Duration warmup, Duration measured)
            throws IOException {
        try (var generator = new LoadGenerator(server, connections, requests, warmup, measured)) {
            generator.askAgainAndAgain();
            return generator.load(measured);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Open loop: a request every {@code 1 / perSecond} seconds. All requests count that are due within the measured time, however late
     * their replies; what is not answered ten seconds after it is a failure.
     *
     * @param connections that may be used at once; further requests wait, and their time counts
     * @param perSecond positive
     * @throws IOException if the server cannot be reached or closes a connection
     */
    static Load open(
            InetSocketAddress server,
            int connections,
            double perSecond,
            Requests requests,
            Duration warmup,
            Duration measured)
            throws IOException {
        try (var generator = new LoadGenerator(server, connections, requests, warmup, measured)) {
            generator.askAtARate(perSecond);
            return generator.load(measured);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void askAgainAndAgain() throws IOException {
        for (var connection : connections) connection.send(requests.next(), System.nanoTime());
        while (System.nanoTime() < end) {
            selector.select(this::again, 10);
        }
    }

    private void again(SelectionKey key) {
        var connection = (Connection) key.attachment();
        if (!received(connection)) return;
        long now = System.nanoTime();
        if (now >= counted && now < end) count(connection, now);
        sent(connection, now);
    }

    private void askAtARate(double perSecond) throws IOException {
        idle.addAll(connections);
        double between = 1e9 / perSecond;
        long due = Math.round((end - begin) / between);
        long sent = 0;
        try (var alarm = new Alarm(selector)) {
            while (sent < due || idle.size() < connections.size()) {
                long now = System.nanoTime();
                if (now > end + PATIENCE.toNanos()) {
                    failures += (int) (due - sent) + connections.size() - idle.size();
                    return;
                }
                long next = begin + Math.round(sent * between);
                if (sent < due && next <= now && !idle.isEmpty()) {
                    sent(idle.poll(), next);
                    sent++;
                    continue;
                }
                if (sent < due && next > now) alarm.ringAt(next);
                selector.select(this::once, 100);
            }
        }
    }

    private void once(SelectionKey key) {
        var connection = (Connection) key.attachment();
        if (!received(connection)) return;
        if (connection.since() >= counted) count(connection, System.nanoTime());
        idle.add(connection);
    }

    private void sent(Connection connection, long since) {
        try {
            connection.send(requests.next(), since);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean received(Connection connection) {
        try {
            return connection.receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Connection connection, long now) {
        if (connection.status() != 200) {
            failures++;
            return;
        }
        if (replies == nanos.length) nanos = Arrays.copyOf(nanos, 2 * replies);
        nanos[replies++] = now - connection.since();
    }

    private Load load(Duration measured) {
        return new Load(Arrays.copyOf(nanos, replies), failures, measured);
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) connection.close();
        selector.close();
    }
}
