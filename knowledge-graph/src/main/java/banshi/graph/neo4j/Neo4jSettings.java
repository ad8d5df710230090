package banshi.graph.neo4j;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Neo4j is (图数据库设置).
 *
 * @param uri such as {@code bolt://127.0.0.1:7687}, or {@code neo4j+s://…} for a cluster over TLS
 * @param user null where the database asks for none
 * @param password null likewise
 */
public record Neo4jSettings(
        URI uri, @Nullable String user, @Nullable String password) {
    private static final Set<String> SCHEMES = Set.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc");

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is no address of a Neo4j, or there is a user and no password; the message is for operators
     */
    public Neo4jSettings {
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme()) || uri.getHost() == null)
            throw new IllegalArgumentException(
                    "banshi.neo4j.uri 是 " + uri + "；应当像 bolt://127.0.0.1:7687 或 neo4j+s://主机");
        if (user != null && password == null)
            throw new IllegalArgumentException("写了 banshi.neo4j.user，没有写 banshi.neo4j.password");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Neo4jSettings[" + uri + "]";
    }
}
