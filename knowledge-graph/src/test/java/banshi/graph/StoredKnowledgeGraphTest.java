package banshi.graph;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.Content;
import banshi.graph.neo4j.Neo4jGraphStore;
import banshi.graph.neo4j.TestNeo4j;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
            assertThat(stored.matters()).isEqualTo(content.matters());
            assertThat(stored.bundles()).isEqualTo(content.bundles());
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

    @Test
    void answersAllPublishedContentAsTheGraphInMemoryDoes() {
        var content = KnowledgeGraphContract.publishedContent();
        var memory = KnowledgeGraph.compile(content);
        var stored = graph(content);
        var random = new Random(7);
        for (var matter : content.matters()) {
            var known = Circumstances.NONE;
            for (var next = memory.nextQuestion(matter.id(), known, null);
                    next.isPresent();
                    next = memory.nextQuestion(matter.id(), known, null)) {
                assertThat(stored.nextQuestion(matter.id(), known, null)).isEqualTo(next);
                assertThat(stored.requirements(matter.id(), known)).isEqualTo(memory.requirements(matter.id(), known));
                var options = next.get().situation().options();
                known = known.and(
                        next.get().situation().id(),
                        options.get(random.nextInt(options.size())).id());
            }
            assertThat(stored.nextQuestion(matter.id(), known, null)).isEmpty();
            assertThat(stored.requirements(matter.id(), known)).isEqualTo(memory.requirements(matter.id(), known));
        }
    }
}
