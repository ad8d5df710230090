package banshi.eval.publicsets;

import java.util.List;

/** Finds documents of one set for a question (参评检索器). */
interface Retriever {
    /** The best documents first, their scores falling; equal ones in the order of the set. */
    List<Found> search(String question, int limit);

    /** A document by its number, with a score that only this retriever understands. */
    record Found(int document, double score) {}

    /** A retriever under the name that the table gives it (参评者). */
    record Contender(String name, Retriever retriever) {}
}
