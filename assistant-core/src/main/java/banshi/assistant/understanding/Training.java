package banshi.assistant.understanding;

import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns to weigh evidence (训练). Each passage plays the question once, held out together with what is too like it: a phrasing
 * with all phrasings of its matter and aspect, any other with its nearest sibling. So the weights are learned on comparisons as
 * distant as a stranger's question is, and the probabilities do not flatter themselves.
 */
final class Training {
    /** So that a matter with many phrasings does not decide alone. */
    private static final int MOST_OF_A_SUBJECT = 60;

    private static final int FOLDS = 5;

    private final Labelled labelled;
    private final PassageVectors vectors;
    private final Evidence evidence;

    Training(Labelled labelled, PassageVectors vectors, PassageSearch search) {
        this.labelled = labelled;
        this.vectors = vectors;
        this.evidence = new Evidence(labelled, vectors, search);
    }

    Understanding.Learned learn() {
        var subjectExamples = new ArrayList<ConditionalLogit.Example>();
        var cosines = new ArrayList<Float>();
        var words = new ArrayList<Float>();
        for (int s = 0; s < labelled.subjectCount(); s++) {
            var chosen = sample(Arrays.stream(labelled.passagesOf(s))
                    .filter(p -> !labelled.isName(p))
                    .toArray());
            for (int p : chosen) {
                var compared = evidence.compare(labelled.question(p), vectors.vector(p), heldOut(p));
                subjectExamples.add(
                        new ConditionalLogit.Example(compared.subjects(), s, 1.0 / Math.sqrt(chosen.length)));
                cosines.add(compared.bestCosine());
                words.add(compared.bestWords());
            }
        }
        return new Understanding.Learned(
                ConditionalLogit.fit(subjectExamples, Evidence.SUBJECT_FEATURES),
                ConditionalLogit.fit(aspectExamples(), Evidence.ASPECT_FEATURES),
                head(p -> true),
                lowest(cosines),
                lowest(words));
    }

    /** Evenly spread over the file, at most {@link #MOST_OF_A_SUBJECT}. */
    private static int[] sample(int[] passages) {
        if (passages.length <= MOST_OF_A_SUBJECT) return passages;
        return IntStream.range(0, MOST_OF_A_SUBJECT)
                .map(i -> passages[i * passages.length / MOST_OF_A_SUBJECT])
                .toArray();
    }

    private IntPredicate heldOut(int p) {
        int subject = labelled.subjectOf(p);
        int aspect = labelled.aspectOf(p);
        if (aspect != Labelled.NO_ASPECT) return q -> labelled.subjectOf(q) == subject && labelled.aspectOf(q) == aspect;
        int sibling = nearest(p);
        return q -> q == p || q == sibling;
    }

    /** The passage of the same subject that is nearest in meaning, or p itself if it has none. */
    private int nearest(int p) {
        int nearest = p;
        float best = -1;
        for (int q : labelled.passagesOf(labelled.subjectOf(p))) {
            if (q == p || labelled.isName(q)) continue;
            float cosine = vectors.cosine(q, vectors.vector(p));
            if (cosine > best) {
                best = cosine;
                nearest = q;
            }
        }
        return nearest;
    }

    private List<ConditionalLogit.Example> aspectExamples() {
        var examples = new ArrayList<ConditionalLogit.Example>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            var head = head(p -> p % FOLDS != out);
            for (int p = 0; p < labelled.passageCount(); p++) {
                if (labelled.aspectOf(p) == Labelled.NO_ASPECT || p % FOLDS != fold) continue;
                int sibling = nearest(p);
                int self = p;
                var compared = evidence.compare(
                        labelled.question(p), vectors.vector(p), q -> q == self || q == sibling);
                var scores = head.scores(labelled.question(p), vectors.vector(p));
                examples.add(new ConditionalLogit.Example(
                        compared.aspects(labelled.subjectOf(p), scores), labelled.aspectOf(p), 1));
            }
        }
        return examples;
    }

    private AspectHead head(IntPredicate included) {
        var examples = new ArrayList<AspectHead.Example>();
        for (int p = 0; p < labelled.passageCount(); p++) {
            if (labelled.aspectOf(p) == Labelled.NO_ASPECT || !included.test(p)) continue;
            examples.add(new AspectHead.Example(labelled.question(p), vectors.vector(p), labelled.aspectOf(p)));
        }
        int dimensions = vectors.size() == 0 ? 0 : vectors.vector(0).length;
        return AspectHead.train(examples, labelled.aspectCount(), dimensions);
    }

    /** What all but the strangest hundredth of the held-out questions reach. */
    private static float lowest(List<Float> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 100);
    }
}
