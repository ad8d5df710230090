package banshi.eval.peers;

import java.io.IOException;
import java.util.List;

/**
 * Somebody who is taught questions and asked others (对照系统), we among them. Used by one thread; blocks.
 *
 * <p>Whatever it starts or installs it does in {@link #learn}; making one costs nothing.
 */
public interface Peer extends AutoCloseable {
    /** Short and unique, e.g. {@code opensearch}. */
    String name();

    /** What it is and how it is asked, in a few words. */
    String about();

    /**
     * Learns, once, before it is asked.
     *
     * @throws PeerUnavailable if this machine lacks what it needs
     * @throws IOException if it fails, with the last that it said
     */
    void learn(List<Taught> taught) throws IOException, InterruptedException;

    /**
     * The pair of matter and aspect that is most probably asked for; topics are passed over.
     *
     * @throws IOException if it fails, with the last that it said
     */
    Guess ask(String text) throws IOException, InterruptedException;

    /** Ends what it has started; does nothing the second time. */
    @Override
    void close();
}
