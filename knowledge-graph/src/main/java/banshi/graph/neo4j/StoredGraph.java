package banshi.graph.neo4j;

import banshi.corpus.Bundle;
import banshi.corpus.Matter;
import java.util.List;

/** A release as Neo4j gave it back (图谱副本): equal to what was published, in the same order. */
public record StoredGraph(String release, List<Matter> matters, List<Bundle> bundles) {
    public StoredGraph {
        matters = List.copyOf(matters);
        bundles = List.copyOf(bundles);
    }
}
