package banshi.assistant.understanding;

import banshi.assistant.retrieval.PassageVectors;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Learns the linear readings of a release from its own passages (学习); the same passages give the same readings. */
final class Lessons {
    private Lessons() {}

    /** Words before meaning: the weights of all words and the vectors of all passages are not in memory together. */
    static Understanding.Learned learn(Labelled labelled, PassageVectors vectors) {
        var words = words(labelled);
        var meaning = meaning(labelled.labels(), vectors);
        return new Understanding.Learned(words.subject(), words.aspect(), meaning.subject(), meaning.aspect());
    }

    private record Words(WordsHead subject, WordsHead aspect) {}

    private static Words words(Labelled labelled) {
        var labels = labelled.labels();
        var subjects = new ArrayList<WordsHead.Example>();
        var aspects = new ArrayList<WordsHead.Example>();
        for (int p = 0; p < labels.passageCount(); p++) {
            var question = labelled.question(p);
            subjects.add(new WordsHead.Example(question, labels.subjectOf(p)));
            if (labels.aspectOf(p) != Labels.NO_ASPECT)
                aspects.add(new WordsHead.Example(question, labels.aspectOf(p)));
        }
        var subject = later(() -> WordsHead.learn(Grams.OF_SUBJECT, subjects, labels.subjectCount()));
        var aspect = later(() -> WordsHead.learn(Grams.OF_ASPECT, aspects, labels.aspectCount()));
        return new Words(subject.join(), aspect.join());
    }

    private record Meaning(MeaningHead subject, MeaningHead aspect) {}

    private static Meaning meaning(Labels labels, PassageVectors vectors) {
        var subjects = new ArrayList<MeaningHead.Example>();
        var aspects = new ArrayList<MeaningHead.Example>();
        for (int p = 0; p < labels.passageCount(); p++) {
            var vector = vectors.vector(p);
            subjects.add(new MeaningHead.Example(vector, labels.subjectOf(p)));
            if (labels.aspectOf(p) != Labels.NO_ASPECT)
                aspects.add(new MeaningHead.Example(vector, labels.aspectOf(p)));
        }
        int dimensions = vectors.size() == 0 ? 0 : vectors.vector(0).length;
        var subject = later(() -> MeaningHead.learn(subjects, names(labels, vectors), dimensions));
        var aspect = later(() -> MeaningHead.learn(aspects, unnamed(labels.aspectCount()), dimensions));
        return new Meaning(subject.join(), aspect.join());
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
            if (sum != null) PassageVectors.normalized(sum);
        }
        return names;
    }
}
