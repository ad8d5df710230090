package banshi.assistant.retrieval;

import banshi.assistant.language.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/**
 * Finds the passages whose meaning is nearest to the question's (语义检索): all of them compared in int8, the best ones again exactly.
 * A passage may have several vectors, one for each {@linkplain TextWindows window} of a long text; its nearest one counts.
 * The question is encoded as it is, without the instruction that the encoder's makers put in front of one (docs/adr/0013), so that
 * whoever has its vector need not compute another.
 *
 * <p>Thread-safe; blocks for one sentence vector and, with 10,000 vectors, some 0.3 ms.
 */
public final class VectorPassageSearch implements PassageSearch {
    /** int8 may misplace a passage by a few places: so many more are rescored than were asked for. */
    private static final int SPARE = 50;

    private final SentenceEncoder encoder;
    private final PassageVectors vectors;

    /** The first vector of each passage, and at the end how many there are. */
    private final int[] first;

    private VectorPassageSearch(SentenceEncoder encoder, PassageVectors vectors, int[] first) {
        this.encoder = encoder;
        this.vectors = vectors;
        this.first = first;
    }

    /**
     * Searches passages of one vector each.
     *
     * @param encoder the one that made the vectors; stays open
     */
    public static VectorPassageSearch over(SentenceEncoder encoder, PassageVectors vectors) {
        var first = IntStream.rangeClosed(0, vectors.size()).toArray();
        return new VectorPassageSearch(encoder, vectors, first);
    }

    /**
     * Searches passages that are texts. Encodes every window: some milliseconds each.
     *
     * @param encoder stays open
     * @param windows of each passage by its ordinal, normalised; a passage without any is never found
     */
    public static VectorPassageSearch overWindows(SentenceEncoder encoder, List<List<String>> windows) {
        var first = new int[windows.size() + 1];
        var vectors = new ArrayList<float[]>();
        for (int p = 0; p < windows.size(); p++) {
            for (String window : windows.get(p)) vectors.add(encoder.encode(window));
            first[p + 1] = vectors.size();
        }
        return new VectorPassageSearch(encoder, new PassageVectors(vectors.toArray(float[][]::new)), first);
    }

    @Override
    public List<Hit> search(Question question, int limit) {
        if (question.key().isEmpty()) return List.of();
        return nearest(vector(question), limit);
    }

    /** The question's vector, as {@link #nearest} and {@link #similarity} want it. */
    float[] vector(Question question) {
        return encoder.encode(question.text());
    }

    List<Hit> nearest(float[] vector, int limit) {
        var rough = vectors.cosines(vector);
        int passages = first.length - 1;
        if (passages == 0) return List.of();
        var best = new LongHeap(Math.min(passages, limit + SPARE));
        for (int p = 0; p < passages; p++) {
            float near = similarity(p, window -> rough[window]);
            if (near > 0) best.insertWithOverflow(packed(near, p));
        }
        var hits = new ArrayList<Hit>(best.size());
        while (best.size() > 0) {
            int passage = ~(int) best.pop();
            hits.add(new Hit(passage, similarity(passage, vector)));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::ordinal));
        return hits.size() > limit ? hits.subList(0, limit) : hits;
    }

    /** How near a passage is, exactly. */
    float similarity(int passage, float[] vector) {
        return similarity(passage, window -> vectors.cosine(window, vector));
    }

    /** 0 where it points the other way or the passage has no window. */
    private float similarity(int passage, Cosines cosines) {
        float nearest = 0;
        for (int w = first[passage]; w < first[passage + 1]; w++) nearest = Math.max(nearest, cosines.of(w));
        return Math.min(1f, nearest);
    }

    private interface Cosines {
        float of(int window);
    }

    /** Larger for a nearer passage, of equally near ones for the earlier. */
    private static long packed(float score, int passage) {
        return ((long) NumericUtils.floatToSortableInt(score) << 32) | (~passage & 0xffff_ffffL);
    }

    /** Does nothing: the encoder is the caller's. */
    @Override
    public void close() {}
}
