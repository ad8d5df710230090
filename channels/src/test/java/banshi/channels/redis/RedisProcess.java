package banshi.channels.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Redis on a free loopback port, which can be stopped and started again. Its program is Debian's {@code redis-server}. */
public final class RedisProcess implements AutoCloseable {
    private final int port;
    private Process process;

    /** One that is up. */
    public RedisProcess() {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Where it is. */
    public String address() {
        return "redis://127.0.0.1:" + port;
    }

    /** Starts it again, empty; returns when it is up. */
    public void start() {
        try {
            process = new ProcessBuilder(List.of(
                            "redis-server",
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no"))
                    .directory(Files.createDirectories(Path.of("target")).toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new StringBuilder();
            var lines = process.inputReader();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains("Ready to accept connections")) {
                    Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(_ -> {}));
                    return;
                }
            }
            throw new IllegalStateException("redis-server did not start: " + said);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "these tests need Redis (Debian: apt-get install redis-server): " + e.getMessage(), e);
        }
    }

    /** Ends it at once, as a power cut would. */
    @Override
    public void close() {
        try {
            process.destroyForcibly();
            if (!process.waitFor(10, TimeUnit.SECONDS)) throw new IllegalStateException("Redis does not end");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
