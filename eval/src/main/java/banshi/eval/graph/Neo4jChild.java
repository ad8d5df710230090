package banshi.eval.graph;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The Neo4j of knowledge-graph's tests in a JVM of its own (图数据库进程), with what the build left in that module's folder. */
final class Neo4jChild implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private Neo4jChild(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it.
     *
     * @param module knowledge-graph of this repository, built
     * @param folder where it keeps its data
     * @throws IllegalArgumentException if the module is not built
     * @throws IOException if it does not start
     */
    static Neo4jChild start(Path module, Path folder) throws IOException {
        var built = module.resolve("target");
        var list = built.resolve("neo4j-classpath");
        if (!Files.exists(list))
            throw new IllegalArgumentException(
                    "there is no " + list + ": build knowledge-graph first (./banshi check does)");
        var process = new ProcessBuilder(
                        Path.of(ProcessHandle.current().info().command().orElse("java"))
                                .toString(),
                        "-Xmx2g",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                built.resolve("test-classes").toString(),
                                built.resolve("classes").toString(),
                                Files.readString(list).strip()),
                        "banshi.graph.neo4j.TestNeo4j",
                        folder.toString())
                .redirectError(folder.resolve("neo4j.log").toFile())
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine())
            if (line.startsWith("bolt://")) return new Neo4jChild(process, URI.create(line));
        throw new IOException("Neo4j did not start: " + Files.readString(folder.resolve("neo4j.log")));
    }

    URI uri() {
        return uri;
    }

    /** It also ends when this JVM does, for then its standard input does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
