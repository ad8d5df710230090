package banshi.channels.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Neo4j in a JVM of its own, one for all tests of this one: its class path and Spring Boot's do not get on. */
final class Neo4jProcess {
    private static final Path MODULE = Path.of("../knowledge-graph/target");

    private static URI uri;

    private Neo4jProcess() {}

    /** Its address; the first call starts it. */
    static synchronized URI uri() {
        if (uri == null) uri = start();
        return uri;
    }

    private static URI start() {
        try {
            var jars = Files.readString(MODULE.resolve("neo4j-classpath")).strip();
            var folder = Files.createDirectories(Path.of("target").toAbsolutePath());
            var server = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1", // it lives for seconds: half of them would go into compiling
                            "-cp",
                            MODULE.resolve("test-classes")
                                    + File.pathSeparator
                                    + MODULE.resolve("classes")
                                    + File.pathSeparator
                                    + jars,
                            "banshi.graph.neo4j.TestNeo4j",
                            folder.toString())
                    .redirectError(folder.resolve("neo4j.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
            var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("bolt://")) continue;
                Thread.ofVirtual().start(() -> lines.lines().forEach(rest -> {})); // so that it never blocks on us
                return URI.create(line);
            }
            throw new IOException("it ended before it was ready, see " + folder.resolve("neo4j.log"));
        } catch (IOException e) {
            throw new UncheckedIOException("starting Neo4j", e);
        }
    }
}
