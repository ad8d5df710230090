package banshi.eval.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own on a free loopback port, from its first answer until it is closed (服务进程). */
public final class ServerProcess implements AutoCloseable {
    /** With which the server's figures are asked for: drawn for this process, as nobody else is to have it. */
    static final String OPERATIONS_KEY = UUID.randomUUID() + "-" + UUID.randomUUID();

    private static final Duration TOO_LONG = Duration.ofMinutes(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final Process process;
    private final InetSocketAddress address;
    /** For when this JVM is told to stop: the server must not outlive it. */
    private final Thread last;

    private ServerProcess(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
        last = new Thread(process::destroy, "stop-server");
        Runtime.getRuntime().addShutdownHook(last);
    }

    /**
     * Starts a server and waits for its first answer, looking every 20 ms.
     *
     * @param command that becomes the server's process; {@code --port N} is added
     * @param path to which {@code question} is posted
     * @throws IOException if it does not answer with 200 within two minutes, or ends
     */
    public static ServerProcess start(List<String> command, String path, String question)
            throws IOException, InterruptedException {
        return start(command, ProcessBuilder.Redirect.DISCARD, path, question);
    }

    /**
     * The same, and keeps what it prints.
     *
     * @param log a file to be written
     */
    public static ServerProcess start(List<String> command, Path log, String path, String question)
            throws IOException, InterruptedException {
        return start(command, ProcessBuilder.Redirect.to(log.toFile()), path, question);
    }

    private static ServerProcess start(
            List<String> command, ProcessBuilder.Redirect output, String path, String question)
            throws IOException, InterruptedException {
        int port = freePort();
        var whole = new ArrayList<>(command);
        whole.addAll(List.of("--port", String.valueOf(port)));
        var program = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output);
        program.environment().put("BANSHI_OPEN_KEYS_EVAL_SECRET", OPERATIONS_KEY);
        program.environment().put("BANSHI_OPEN_KEYS_EVAL_SCOPES", "operations");
        var process = program.start();
        var server = new ServerProcess(process, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            server.awaitAnswer(path, question);
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where it listens, on the loopback. */
    public InetSocketAddress address() {
        return address;
    }

    /** The same as an address of the web. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /**
     * Has it collect its garbage, so that the heap in use is what it needs; returns when that is done. A full pause of some hundred
     * milliseconds for whoever asks meanwhile.
     *
     * @throws IOException if it cannot be told to
     */
    public void collectGarbage() throws IOException, InterruptedException {
        var java = Path.of(ProcessHandle.current().info().command().orElse("java"));
        var told = new ProcessBuilder(java.resolveSibling("jcmd").toString(), String.valueOf(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!told.waitFor(1, TimeUnit.MINUTES) || told.exitValue() != 0)
            throw new IOException("jcmd could not tell server " + process.pid() + " to collect its garbage");
    }

    /** Memory that it keeps in RAM, in megabytes; Linux only, else 0. */
    public long residentMegabytes() throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private void awaitAnswer(String path, String question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        var deadline = System.nanoTime() + TOO_LONG.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) return;
                } catch (IOException e) {
                    // not there yet, or not quite
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        throw new IOException("the server on port " + address.getPort()
                + (process.isAlive() ? " did not answer within " + TOO_LONG.toSeconds() + " s" : " ended at once"));
    }

    /** A port of the loopback that nobody listens on just now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops it, by force if it takes longer than ten seconds. */
    @Override
    public void close() {
        process.destroy();
        Runtime.getRuntime().removeShutdownHook(last);
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
