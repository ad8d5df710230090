package banshi.eval.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Citizens who write at the same time, as WeChat hands it on (人群): each message on a connection of its own, dropped and posted
 * again after five seconds without an answer, three times in all. One thread waits on all of them.
 */
final class Crowd implements AutoCloseable {
    /** WeChat's own. */
    private static final Duration DROPPED_AFTER = Duration.ofSeconds(5);

    private static final int POSTS = 3;

    private final InetSocketAddress server;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    /** A message and what is right about its reply (一条来信). */
    interface Message {
        /** As it goes over the wire, every time it is posted. */
        byte[] request();

        /** Whether the reply is the one that it should have. */
        boolean isAnsweredBy(String body);
    }

    /**
     * What came of a crowd's messages (收到的答复).
     *
     * @param load time of each message with the right reply, from when it was due; failures are all the others
     * @param again posts that were made because the one before was not answered in time
     * @param silent messages of which no post was answered
     */
    record Heard(Load load, int again, int silent) {
        /** Several crowds as one. */
        static Heard together(List<Heard> rounds) {
            return new Heard(
                    Load.together(rounds.stream().map(Heard::load).toList()),
                    rounds.stream().mapToInt(Heard::again).sum(),
                    rounds.stream().mapToInt(Heard::silent).sum());
        }

        /** Replies that were others than they should be. */
        int wrong() {
            return load.failures() - silent;
        }
    }

    /**
     * Opens the connections.
     *
     * @param server a loopback address
     * @param citizens the most messages at a time
     */
    Crowd(InetSocketAddress server, int citizens) throws IOException {
        this.server = server;
        selector = Selector.open();
        for (int i = 0; i < citizens; i++) connections.add(Connection.open(server, selector));
    }

    /**
     * Lets everybody write, and returns when nobody waits any more.
     *
     * @param within in which the messages are due, evenly; none for all at once
     * @throws IOException if the server cannot be reached or closes a connection
     */
    Heard write(List<? extends Message> messages, Duration within) throws IOException {
        try (var round = new Round(messages, within)) {
            return round.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** One message of each, from the first post to the last reply. */
    private final class Round implements AutoCloseable {
        private final List<? extends Message> messages;
        private final Alarm alarm = new Alarm(selector);
        private final long[] due;
        private final long[] posted;
        private final int[] posts;
        private final long[] nanos;
        private final Map<Connection, Integer> waiting = new HashMap<>();
        private int right;
        private int wrong;
        private int silent;

        Round(List<? extends Message> messages, Duration within) {
            this.messages = messages;
            int count = messages.size();
            due = new long[count];
            posted = new long[count];
            posts = new int[count];
            nanos = new long[count];
            long begin = System.nanoTime();
            for (int i = 0; i < count; i++) due[i] = begin + within.toNanos() * i / count;
        }

        Heard run() throws IOException {
            long began = System.nanoTime();
            int next = 0;
            while (next < messages.size() || !waiting.isEmpty()) {
                if (next < messages.size() && due[next] <= System.nanoTime()) {
                    post(next++);
                    continue;
                }
                if (next < messages.size()) alarm.ringAt(due[next]);
                selector.select(this::heard, 100);
                dropTheLate();
            }
            var lasted = Duration.ofNanos(System.nanoTime() - began);
            int again = Arrays.stream(posts).sum() - messages.size();
            return new Heard(new Load(Arrays.copyOf(nanos, right), wrong + silent, lasted), again, silent);
        }

        private void post(int message) throws IOException {
            posts[message]++;
            posted[message] = System.nanoTime();
            var connection = connections.get(message);
            waiting.put(connection, message);
            connection.send(messages.get(message).request(), due[message]);
        }

        private void heard(SelectionKey key) {
            var connection = (Connection) key.attachment();
            try {
                if (!connection.receive()) return;
                var message = waiting.remove(connection);
                if (message == null) return;
                if (connection.status() == 200 && messages.get(message).isAnsweredBy(connection.body()))
                    nanos[right++] = System.nanoTime() - connection.since();
                else wrong++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What such a post would still bring, nobody sees. */
        private void dropTheLate() throws IOException {
            for (int message : List.copyOf(waiting.values())) {
                if (System.nanoTime() - posted[message] < DROPPED_AFTER.toNanos()) continue;
                var late = connections.get(message);
                waiting.remove(late);
                late.close();
                connections.set(message, Connection.open(server, selector));
                if (posts[message] < POSTS) post(message);
                else silent++;
            }
        }

        @Override
        public void close() {
            alarm.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (var connection : connections) connection.close();
        selector.close();
    }
}
