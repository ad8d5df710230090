package banshi.eval.publicsets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions and the texts that answer them (检索集).
 *
 * @param name as {@code --only} knows it
 * @param what is asked of whom
 * @param published under which name baselines.tsv has figures of it
 */
record RetrievalSet(String name, String what, String published, List<String> documents, List<Query> queries) {
    RetrievalSet {
        documents = List.copyOf(documents);
        queries = List.copyOf(queries);
    }

    /**
     * One question.
     *
     * @param relevant the numbers of the documents that answer it, at least one
     */
    record Query(String text, Set<Integer> relevant) {
        Query {
            relevant = Set.copyOf(relevant);
        }
    }

    /** Its first documents alone, and the questions that these answer. */
    RetrievalSet sample(int most) {
        if (documents.size() <= most) return this;
        var left = new ArrayList<Query>();
        for (var query : queries) {
            var relevant = query.relevant().stream().filter(d -> d < most).collect(Collectors.toSet());
            if (!relevant.isEmpty()) left.add(new Query(query.text(), relevant));
        }
        return new RetrievalSet(
                name, what + "; SAMPLE of the first " + most + " texts", published, documents.subList(0, most), left);
    }
}
