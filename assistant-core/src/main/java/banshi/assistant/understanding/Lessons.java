package banshi.assistant.understanding;

import static java.util.concurrent.CompletableFuture.supplyAsync;

import banshi.assistant.retrieval.PassageVectors;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns the linear readings of a release from its own passages (学习); the same passages give the same readings. */
final class Lessons {
    private Lessons() {}

    /** The largest lesson beside all others: on two processors both are done at about the same time. */
    static Understanding.Learned learn(Labelled labelled, PassageVectors vectors) {
        var labels = labelled.labels();
        var all = IntStream.range(0, labels.passageCount()).toArray();
        var withAspect = IntStream.of(all)
                .filter(p -> labels.aspectOf(p) != Labels.NO_ASPECT)
                .toArray();
        var order = order(labelled, all);
        var orderWithAspect = order(labelled, withAspect);
        try (var beside = Executors.newSingleThreadExecutor()) {
            var subjectWords = supplyAsync(
                    () -> WordsHead.learn(
                            Grams.OF_SUBJECT, words(labelled, all, labels::subjectOf), order, labels.subjectCount()),
                    beside);
            var aspectWords = WordsHead.learn(
                    Grams.OF_ASPECT,
                    words(labelled, withAspect, labels::aspectOf),
                    orderWithAspect,
                    labels.aspectCount());
            int dimensions = vectors.size() == 0 ? 0 : vectors.vector(0).length;
            var subjectMeaning = MeaningHead.learn(
                    meaning(vectors, all, labels::subjectOf), order, names(labels, vectors), dimensions);
            var aspectMeaning = MeaningHead.learn(
                    meaning(vectors, withAspect, labels::aspectOf),
                    orderWithAspect,
                    unnamed(labels.aspectCount()),
                    dimensions);
            return new Understanding.Learned(subjectWords.join(), aspectWords, subjectMeaning, aspectMeaning);
        }
    }

    private static List<WordsHead.Example> words(Labelled labelled, int[] passages, IntUnaryOperator label) {
        return IntStream.of(passages)
                .mapToObj(p -> new WordsHead.Example(labelled.question(p), label.applyAsInt(p)))
                .toList();
    }

    private static LearningOrder order(Labelled labelled, int[] passages) {
        return LearningOrder.of(IntStream.of(passages)
                .mapToObj(p -> labelled.question(p).text())
                .toList());
    }

    /** Made as they are looked at: the vectors stay in their file. */
    private static List<MeaningHead.Example> meaning(PassageVectors vectors, int[] passages, IntUnaryOperator label) {
        return new AbstractList<>() {
            @Override
            public MeaningHead.Example get(int index) {
                int p = passages[index];
                return new MeaningHead.Example(vectors.vector(p), label.applyAsInt(p));
            }

            @Override
            public int size() {
                return passages.length;
            }
        };
    }

    private static float[] @Nullable [] unnamed(int classes) {
        return new float[classes][];
    }

    /** The mean vector of a subject's names, or of all that is said of a topic. */
    private static float[] @Nullable [] names(Labels labels, PassageVectors vectors) {
        float[] @Nullable [] names = new float[labels.subjectCount()][];
        for (int s = 0; s < names.length; s++) {
            boolean isTopic = labels.subject(s) instanceof Subject.OfTopic;
            for (int p : labels.passagesOf(s)) {
                if (!isTopic && !labels.isName(p)) continue;
                var vector = vectors.vector(p);
                var before = names[s];
                if (before == null) names[s] = vector;
                else for (int d = 0; d < before.length; d++) before[d] += vector[d];
            }
            var sum = names[s];
            if (sum != null) PassageVectors.normalized(sum);
        }
        return names;
    }
}
