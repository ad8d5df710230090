package banshi.graph;

import banshi.corpus.Content;

class KnowledgeGraphTest extends KnowledgeGraphContract {
    @Override
    KnowledgeGraph graph(Content content) {
        return KnowledgeGraph.compile(content);
    }
}
