package banshi.assistant.retrieval;

import banshi.assistant.language.Question;
import java.util.List;

/** Finds the passages that are near to a question (检索): in its words, in its meaning, or in both. Implementations are thread-safe. */
public interface PassageSearch extends AutoCloseable {
    /**
     * The nearest passages, best first.
     *
     * @param limit 1..1000
     * @return scores in 0..1, comparable between questions; what a score is, the implementation says
     */
    List<Hit> search(Question question, int limit);

    @Override
    void close();

    /** A passage found (命中), with its score in 0..1. */
    record Hit(int ordinal, float score) {}
}
