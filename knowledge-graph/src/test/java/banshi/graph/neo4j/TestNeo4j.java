package banshi.graph.neo4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;
import org.neo4j.io.ByteUnit;

/**
 * A real Neo4j on a free port, one for all tests of this JVM: starting takes some seconds, and stopping ten, so it goes down with the
 * JVM. As a program it serves tests of other modules, whose class paths do not get on with its own.
 */
public final class TestNeo4j {
    private static Neo4j server;

    private TestNeo4j() {}

    /** Prints the address in a line of its own, and serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        server = start(Path.of(arguments[0]));
        System.out.println(server.boltURI());
        while (System.in.read() >= 0) {}
        Runtime.getRuntime().halt(0);
    }

    /** Its address; the first call starts it. */
    public static synchronized URI uri() {
        if (server == null) server = start(Path.of("target"));
        return server.boltURI();
    }

    /** A new driver to it. */
    public static Driver driver() {
        return GraphDatabase.driver(uri(), AuthTokens.none());
    }

    /** Deletes everything in it. */
    static void empty() {
        try (var driver = driver();
                var session = driver.session()) {
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 1000 ROWS")
                    .consume();
        }
    }

    private static Neo4j start(Path parent) {
        return Neo4jBuilders.newInProcessBuilder(emptyFolder(parent.resolve("neo4j")))
                .withDisabledServer()
                .withConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(128))
                .build();
    }

    /** What the last run left is of no use. */
    private static Path emptyFolder(Path folder) {
        try {
            if (Files.exists(folder)) {
                try (var files = Files.walk(folder)) {
                    for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("emptying " + folder, e);
        }
    }
}
