package banshi.assistant.retrieval;

import banshi.assistant.language.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/**
 * Finds passages by words and by meaning at once (融合检索): the {@value #DEPTH} best of either side, each with its exact cosine,
 * ordered by one score. A typo keeps its meaning, a number or a name keeps its word.
 *
 * <p>The score is {@value #MEANING} × cosine + {@value #WORDS} × the share of the question's words that the passage carries. Why
 * this and not ranks, and on what the weight was chosen: docs/adr/0013. Thread-safe; costs a search of each side.
 */
public final class HybridPassageSearch implements PassageSearch {
    private static final int DEPTH = 100;
    private static final float MEANING = 0.7f;
    private static final float WORDS = 0.3f;

    private final LucenePassageSearch words;
    private final VectorPassageSearch meaning;

    /** Joins two searches over the same passages; closing them stays the caller's business. */
    public HybridPassageSearch(LucenePassageSearch words, VectorPassageSearch meaning) {
        this.words = words;
        this.meaning = meaning;
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        if (question.key().isEmpty()) return List.of();
        int depth = Math.max(DEPTH, limit);
        var vector = meaning.vector(question);
        var shares = new HashMap<Integer, Float>();
        for (var hit : words.search(question, depth)) shares.put(hit.ordinal(), hit.score());
        var cosines = new HashMap<Integer, Float>();
        for (var hit : meaning.nearest(vector, depth)) cosines.put(hit.ordinal(), hit.score());
        for (int ordinal : shares.keySet())
            cosines.computeIfAbsent(ordinal, passage -> meaning.similarity(passage, vector));
        var hits = new ArrayList<Hit>(cosines.size());
        cosines.forEach((ordinal, cosine) ->
                hits.add(new Hit(ordinal, MEANING * cosine + WORDS * shares.getOrDefault(ordinal, 0f))));
        hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::ordinal));
        return hits.size() > limit ? List.copyOf(hits.subList(0, limit)) : hits;
    }

    /** Does nothing: both sides are the caller's. */
    @Override
    public void close() {}
}
