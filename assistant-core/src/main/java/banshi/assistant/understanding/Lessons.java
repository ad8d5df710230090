package banshi.assistant.understanding;

import banshi.assistant.retrieval.PassageVectors;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Learns the linear readings of a release from its own passages (学习); the same passages give the same readings. */
final class Lessons {
    private Lessons() {}

    static Understanding.Learned learn(Labelled labelled, PassageVectors vectors) {
        var labels = labelled.labels();
        var subjects = new ArrayList<WordsHead.Example>();
        var aspects = new ArrayList<WordsHead.Example>();
        var subjectVectors = new ArrayList<MeaningHead.Example>();
        var aspectVectors = new ArrayList<MeaningHead.Example>();
        for (int p = 0; p < labels.passageCount(); p++) {
            var question = labelled.question(p);
            var vector = vectors.vector(p);
            subjects.add(new WordsHead.Example(question, labels.subjectOf(p)));
            subjectVectors.add(new MeaningHead.Example(vector, labels.subjectOf(p)));
            if (labels.aspectOf(p) == Labels.NO_ASPECT) continue;
            aspects.add(new WordsHead.Example(question, labels.aspectOf(p)));
            aspectVectors.add(new MeaningHead.Example(vector, labels.aspectOf(p)));
        }
        int dimensions = vectors.size() == 0 ? 0 : vectors.vector(0).length;
        var subjectWords = later(() -> WordsHead.learn(Grams.OF_SUBJECT, subjects, labels.subjectCount()));
        var subjectMeaning = later(() -> MeaningHead.learn(subjectVectors, names(labels, vectors), dimensions));
        var aspectWords = later(() -> WordsHead.learn(Grams.OF_ASPECT, aspects, labels.aspectCount()));
        var aspectMeaning = later(() -> MeaningHead.learn(aspectVectors, unnamed(labels.aspectCount()), dimensions));
        return new Understanding.Learned(
                subjectWords.join(), aspectWords.join(), subjectMeaning.join(), aspectMeaning.join());
    }

    private static float[] @Nullable [] unnamed(int classes) {
        return new float[classes][];
    }

    private static <T> CompletableFuture<T> later(Supplier<T> lesson) {
        return CompletableFuture.supplyAsync(lesson);
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
            if (sum != null) normalize(sum);
        }
        return names;
    }

    private static void normalize(float[] vector) {
        double sum = 0;
        for (float v : vector) sum += v * v;
        float scale = (float) (1 / Math.sqrt(Math.max(sum, 1e-12)));
        for (int d = 0; d < vector.length; d++) vector[d] *= scale;
    }
}
