package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What speaks for each reading of a question (证据): how near its passages are in meaning and in words, and whether the things it
 * names belong to the subject. Immutable, thread-safe.
 */
final class Evidence {
    /** Best cosine, mean of the best three, best cosine to a name, best words, mean of three, things, things missing, kind. */
    static final int SUBJECT_FEATURES = 9;

    /** The head's score, best cosine, best words, both within the subject and aspect. */
    static final int ASPECT_FEATURES = 3;

    private static final int WORD_HITS = 200;

    /** Subjects further away than this many are out of the question: together they would outweigh the right one. */
    private static final int RIVALS = 32;

    static final IntPredicate NOTHING = p -> false;

    private final Labels labels;
    private final PassageVectors vectors;
    private final PassageSearch search;

    Evidence(Labels labels, PassageVectors vectors, PassageSearch search) {
        this.labels = labels;
        this.vectors = vectors;
        this.search = search;
    }

    /**
     * Compares a question with everything.
     *
     * @param excluded passages to be overlooked, for held-out examples
     */
    Compared compare(Question question, float[] vector, IntPredicate excluded) {
        var cosines = vectors.cosines(vector);
        var words = new float[cosines.length];
        for (var hit : search.search(question, WORD_HITS)) words[hit.ordinal()] = hit.score();
        for (int p = 0; p < cosines.length; p++) {
            if (excluded.test(p)) {
                cosines[p] = 0;
                words[p] = 0;
            }
        }
        return new Compared(question, cosines, words);
    }

    /** The nearest subjects by their features, the nearest first. */
    static List<Integer> nearest(float[][] subjects) {
        return IntStream.range(0, subjects.length)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> -(subjects[s][0] + subjects[s][3])))
                .limit(RIVALS)
                .toList();
    }

    /** The probability of every subject; nothing beyond the nearest. */
    static double[] probabilities(ConditionalLogit model, float[][] subjects) {
        var nearest = nearest(subjects);
        var among = model.probabilities(nearest.stream().map(s -> subjects[s]).toArray(float[][]::new));
        var p = new double[subjects.length];
        for (int i = 0; i < among.length; i++) p[nearest.get(i)] = among[i];
        return p;
    }

    /** One question against all passages. */
    final class Compared {
        private final Question question;
        private final float[] cosines;
        private final float[] words;

        private Compared(Question question, float[] cosines, float[] words) {
            this.question = question;
            this.cosines = cosines;
            this.words = words;
        }

        float bestCosine() {
            float best = 0;
            for (float c : cosines) best = Math.max(best, c);
            return best;
        }

        float bestWords() {
            float best = 0;
            for (float w : words) best = Math.max(best, w);
            return best;
        }

        /** Features of every subject, by index. */
        float[][] subjects() {
            var named = Labels.things(question);
            var features = new float[labels.subjectCount()][];
            for (int s = 0; s < features.length; s++) features[s] = subject(s, named);
            return features;
        }

        private float[] subject(int s, Set<String> named) {
            float c1 = 0, c2 = 0, c3 = 0, name = 0, w1 = 0, w2 = 0, w3 = 0;
            for (int p : labels.passagesOf(s)) {
                float c = cosines[p];
                if (labels.isName(p)) name = Math.max(name, c);
                if (c > c1) {
                    c3 = c2;
                    c2 = c1;
                    c1 = c;
                } else if (c > c2) {
                    c3 = c2;
                    c2 = c;
                } else if (c > c3) c3 = c;
                float w = words[p];
                if (w > w1) {
                    w3 = w2;
                    w2 = w1;
                    w1 = w;
                } else if (w > w2) {
                    w3 = w2;
                    w2 = w;
                } else if (w > w3) w3 = w;
            }
            var own = labels.thingsOf(s);
            float share = 0;
            for (String thing : named) share += own.getOrDefault(thing, 0f);
            boolean missing = !named.isEmpty() && share == 0;
            if (!named.isEmpty()) share /= named.size();
            boolean topic = labels.subject(s) instanceof Subject.OfTopic;
            boolean unanswered = labels.subject(s) instanceof Subject.OfMatter(var id, var answerable) && !answerable;
            return new float[] {
                c1,
                (c1 + c2 + c3) / 3,
                topic ? 0 : name,
                w1,
                (w1 + w2 + w3) / 3,
                share,
                missing ? 1 : 0,
                topic ? 1 : 0,
                unanswered ? 1 : 0
            };
        }

        /** Features of every aspect of a subject, by index. */
        float[][] aspects(int subject, float[] scores) {
            var features = new float[labels.aspectCount()][ASPECT_FEATURES];
            for (int a = 0; a < features.length; a++) features[a][0] = scores[a];
            for (int p : labels.passagesOf(subject)) {
                int a = labels.aspectOf(p);
                if (a == Labels.NO_ASPECT) continue;
                features[a][1] = Math.max(features[a][1], cosines[p]);
                features[a][2] = Math.max(features[a][2], words[p]);
            }
            return features;
        }
    }
}
