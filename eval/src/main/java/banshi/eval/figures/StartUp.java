package banshi.eval.figures;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long a server takes from its command to its first answer, and how much memory it keeps when idle (启动耗时与内存).
 *
 * @param firstAnswer of each start, in order
 * @param residentMegabytes of the last one, some seconds after its first answer; Linux only, else 0
 */
public record StartUp(List<Duration> firstAnswer, long residentMegabytes) {
    private static final String QUESTION = """
            {"conversation": "start-up", "text": "我要补办户口本，网上能办吗？"}""";
    private static final Duration TOO_LONG = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);
    private static final Duration IDLE = Duration.ofSeconds(5);

    public StartUp {
        firstAnswer = List.copyOf(firstAnswer);
    }

    /** The middle one. */
    public Duration median() {
        return firstAnswer.stream().sorted().toList().get(firstAnswer.size() / 2);
    }

    /**
     * Starts a server several times, asks it one question each time, and stops it.
     *
     * @param launcher the program that understands {@code serve --port N --data DIR} and becomes the server's process
     * @throws IOException if it does not answer within a minute
     */
    public static StartUp measure(Path launcher, int times) throws IOException, InterruptedException {
        var firstAnswers = new ArrayList<Duration>();
        long resident = 0;
        var data = Files.createTempDirectory("banshi-figures");
        try {
            for (int i = 0; i < times; i++) {
                int port = freePort();
                var begin = System.nanoTime();
                var server = new ProcessBuilder(
                                launcher.toString(), "serve", "--port", String.valueOf(port), "--data", data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    awaitAnswer(server, port);
                    firstAnswers.add(Duration.ofNanos(System.nanoTime() - begin));
                    if (i == times - 1) {
                        Thread.sleep(IDLE);
                        resident = residentMegabytes(server.pid());
                    }
                } finally {
                    stop(server);
                }
            }
        } finally {
            delete(data);
        }
        return new StartUp(firstAnswers, resident);
    }

    private static void awaitAnswer(Process server, int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/chat"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION))
                .build();
        var deadline = System.nanoTime() + TOO_LONG.toNanos();
        try (var client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && server.isAlive()) {
                try {
                    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) return;
                } catch (java.net.ConnectException e) {
                    // not there yet
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
        throw new IOException("the server on port " + port
                + (server.isAlive() ? " did not answer within " + TOO_LONG.toSeconds() + " s" : " ended at once"));
    }

    /** A port of the loopback that nobody listens on just now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static long residentMegabytes(long pid) throws IOException {
        var status = Path.of("/proc", String.valueOf(pid), "status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static void stop(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(10, TimeUnit.SECONDS)) server.destroyForcibly().waitFor();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
