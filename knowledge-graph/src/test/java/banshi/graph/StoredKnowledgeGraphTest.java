package banshi.graph;

import banshi.corpus.Content;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.TestNeo4j;
import java.util.HashMap;
import java.util.Map;

/** The same graph, published to a Neo4j and loaded from there. */
class StoredKnowledgeGraphTest extends KnowledgeGraphContract {
    /** Once for each content, for JUnit makes an instance for each test. */
    private static final Map<Content, KnowledgeGraph> LOADED = new HashMap<>();

    @Override
    KnowledgeGraph graph(Content content) {
        return LOADED.computeIfAbsent(content, StoredKnowledgeGraphTest::load);
    }

    private static KnowledgeGraph load(Content content) {
        var release = "contract-" + LOADED.size();
        try (var store = new Neo4jGraphStore(TestNeo4j.driver(), TestNeo4j.uri().toString())) {
            store.publish(release, content.matters(), content.bundles());
            var stored = store.load(release);
            return KnowledgeGraph.compile(new Content(
                    content.aspects(),
                    stored.matters(),
                    content.catalogue(),
                    content.templates(),
                    content.phrasings(),
                    content.pairs(),
                    content.tellings(),
                    stored.bundles(),
                    content.topics(),
                    content.terms(),
                    content.allowList()));
        }
    }
}
