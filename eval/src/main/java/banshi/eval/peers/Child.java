package banshi.eval.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program of its own that a peer runs in (对照系统进程), spoken to line by line in UTF-8. The last lines that it said, on standard
 * output or error, are kept for the message when it fails. It ends with this JVM at the latest. Used by one thread.
 */
final class Child implements AutoCloseable {
    private static final int KEPT_LINES = 12;
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();
    private final Deque<String> last = new ArrayDeque<>();
    private final List<Thread> readers;
    private final Thread atExit;

    /** A line of what is heard, or null at its end. */
    private record Said(@Nullable String line) {}

    /** What of a program's talk is heard line by line (监听范围). */
    enum Heard {
        /** Standard output alone: there is a protocol on it. */
        OUTPUT,
        /** Standard output and standard error, in the order in which they come. */
        ALL
    }

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.readers = List.of(read(process.getInputStream(), true), read(process.getErrorStream(), false));
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a program.
     *
     * @param name for messages
     * @param folder where it runs
     * @param missing what to tell if there is no such program
     * @throws PeerUnavailable if it cannot be started
     */
    static Child start(String name, Path folder, Heard heard, String missing, List<String> command)
            throws PeerUnavailable {
        try {
            return new Child(
                    name,
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(heard == Heard.ALL)
                            .start());
        } catch (IOException e) {
            throw (PeerUnavailable) new PeerUnavailable(missing).initCause(e);
        }
    }

    /** Runs a program to its end. Errors: those of {@link #start}, {@link #awaitEnd}. */
    static void run(String name, Path folder, Duration patience, String missing, List<String> command)
            throws IOException, InterruptedException {
        try (var child = start(name, folder, Heard.ALL, missing, command)) {
            child.awaitEnd(patience);
        }
    }

    /**
     * Says a line to it.
     *
     * @throws IOException if it does not listen any more
     */
    void say(String line) throws IOException, InterruptedException {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw failure("does not listen", e);
        }
    }

    /**
     * The next line that is heard.
     *
     * @throws IOException if it ends, or says nothing for so long
     */
    String line(Duration patience) throws IOException, InterruptedException {
        var next = said.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) throw failure("has said nothing for " + patience.toSeconds() + " s", null);
        if (next.line() == null) throw failure("has stopped talking", null);
        return next.line();
    }

    /**
     * Waits until it says a line that contains this, and gives it.
     *
     * @throws IOException if it ends before, or says nothing for so long
     */
    String lineWith(String part, Duration patience) throws IOException, InterruptedException {
        for (; ; ) {
            var line = line(patience);
            if (line.contains(part)) return line;
        }
    }

    private void awaitEnd(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
            throw failure("is not done after " + patience.toSeconds() + " s", null);
        if (process.exitValue() != 0) throw failure("has failed", null);
    }

    /** What went wrong, with how it ended if it did, and the last that it said. */
    IOException failure(String what, @Nullable Exception cause) throws InterruptedException {
        var text = new StringBuilder(name).append(' ').append(what);
        if (process.waitFor(1, TimeUnit.SECONDS)) {
            for (var reader : readers) reader.join(GRACE);
            text.append("; it ended with status ").append(process.exitValue());
        }
        synchronized (last) {
            text.append(last.isEmpty() ? "; it said nothing" : "; the last that it said:");
            for (var line : last) text.append("\n    ").append(line);
        }
        return new IOException(text.toString(), cause);
    }

    private Thread read(InputStream stream, boolean heard) {
        return Thread.ofPlatform().daemon().name(name + "-output").start(() -> {
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    keep(line);
                    if (heard) said.add(new Said(line));
                }
            } catch (IOException e) {
                keep("(its output broke off: " + e.getMessage() + ")");
            }
            if (heard) said.add(new Said(null));
        });
    }

    private void keep(String line) {
        synchronized (last) {
            last.add(line);
            if (last.size() > KEPT_LINES) last.remove();
        }
    }

    /** Ends it: asks first, and does not wait for ever. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // this JVM is ending; the hook has nothing left to do
        }
    }
}
