package banshi.assistant.retrieval;

import banshi.assistant.language.Question;
import java.util.List;

/** Finds the passages that share words with a question (词面检索). Implementations are thread-safe. */
public interface PassageSearch extends AutoCloseable {
    /**
     * The passages that share most with the question, best first.
     *
     * @param limit 1..1000
     * @return scores in 0..1: the share of the question's evidence that the passage carries, comparable between questions
     */
    List<Hit> search(Question question, int limit);

    @Override
    void close();

    /** A passage found (命中), with its score in 0..1. */
    record Hit(int ordinal, float score) {}
}
