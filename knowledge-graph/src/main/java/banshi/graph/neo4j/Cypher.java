package banshi.graph.neo4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The statements and queries of this package (查询语句), one a file. */
enum Cypher {
    BEGIN_RELEASE,
    BUNDLES_OF_DEPARTMENT,
    CLOSE_RELEASE,
    CURRENT_RELEASE,
    DELETE_MATTERS,
    DELETE_RELEASE,
    FINISH_RELEASE,
    LOAD_BUNDLES,
    LOAD_MATTERS,
    MATTER,
    MATTERS_NEEDING_MATERIAL,
    NEAREST_MATTERS,
    RELEASE,
    RELEASES_TO_PRUNE,
    RESTING_ON_LEGAL_BASIS,
    WRITE_BUNDLES,
    WRITE_MATTERS,
    WRITTEN_BUNDLES,
    WRITTEN_MATTERS;

    private final String text = read(name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));

    /** As it is sent. */
    String text() {
        return text;
    }

    /** The statements of {@code constraints.cypher}. */
    static List<String> constraints() {
        var statements = read("constraints")
                .lines()
                .filter(line -> !line.startsWith("//"))
                .collect(Collectors.joining("\n"));
        return Arrays.stream(statements.split(";"))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static String read(String name) {
        try (var in = Cypher.class.getResourceAsStream(name + ".cypher")) {
            if (in == null) throw new IOException("it is not on the class path");
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + ".cypher", e);
        }
    }
}
