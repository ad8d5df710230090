package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.retrieval.PassageVectors;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for each reading of one question (证据): what the linear readings of its words and of its vector say, how near its
 * passages are, and whether the things it names belong to the subject. For one question; not thread-safe.
 */
final class Evidence {
    /** What the features of a subject are, for the words alone and for words and meaning. */
    static final List<String> SUBJECT_BY_WORDS =
            List.of("words", "things", "things-missing", "topic", "danger", "topic-words");

    static final List<String> SUBJECT_BY_MEANING = List.of(
            "words",
            "things",
            "things-missing",
            "topic",
            "danger",
            "topic-words",
            "meaning",
            "nearest",
            "nearest-three",
            "nearest-name",
            "topic-meaning",
            "topic-nearest");

    static final List<String> ASPECT_BY_WORDS = List.of("words");
    static final List<String> ASPECT_BY_MEANING = List.of("words", "meaning", "nearest");

    /** A logarithm below this is as good as none. */
    private static final float LEAST_LOGARITHM = -12;

    /** Subjects further away than this many are out of the question: together they would outweigh the right one. */
    private static final int RIVALS = 12;

    private final Labels labels;
    private final Set<String> named;
    private final float[] subjectWords;
    private final float[] aspectWords;

    // what meaning says; empty until it is asked
    private float[] subjectMeaning = {};
    private float[] aspectMeaning = {};
    private PassageVectors.@Nullable Rounded vector;

    /**
     * What the words say.
     *
     * @param subjectWords logarithms of probabilities, by subject; likewise {@code aspectWords}
     */
    Evidence(Labels labels, Question question, float[] subjectWords, float[] aspectWords) {
        this.labels = labels;
        this.named = Labels.things(question);
        this.subjectWords = subjectWords;
        this.aspectWords = aspectWords;
    }

    /**
     * Adds what the meaning says.
     *
     * @param vector of the question; compared with the passages of rivals only, a tenth of all
     */
    void add(float[] subjectMeaning, float[] aspectMeaning, PassageVectors.Rounded vector) {
        this.subjectMeaning = subjectMeaning;
        this.aspectMeaning = aspectMeaning;
        this.vector = vector;
    }

    /** Whether the question names a thing that many of the subject's questions name. */
    boolean namesThingOf(int subject) {
        var own = labels.thingsOf(subject);
        return named.stream().anyMatch(thing -> own.getOrDefault(thing, 0f) >= Labels.OWNED);
    }

    boolean knowsMeaning() {
        return vector != null;
    }

    /** The subjects that are in question, in ascending order. */
    int[] rivals() {
        var in = new boolean[subjectWords.length];
        mark(subjectWords, in);
        if (knowsMeaning()) mark(subjectMeaning, in);
        var rivals = new int[in.length];
        int count = 0;
        for (int s = 0; s < in.length; s++) if (in[s]) rivals[count++] = s;
        return Arrays.copyOf(rivals, count);
    }

    private static void mark(float[] values, boolean[] in) {
        for (int s : Best.of(values, RIVALS)) in[s] = true;
    }

    /** The features of subjects, in the order of {@link #SUBJECT_BY_WORDS} or {@link #SUBJECT_BY_MEANING}. */
    float[][] subjects(int[] subjects) {
        var features = new float[subjects.length][];
        for (int i = 0; i < subjects.length; i++) features[i] = subject(subjects[i]);
        return features;
    }

    private float[] subject(int s) {
        var own = labels.thingsOf(s);
        float share = 0;
        for (String thing : named) share += own.getOrDefault(thing, 0f);
        float missing = !named.isEmpty() && share == 0 ? 1 : 0;
        if (!named.isEmpty()) share /= named.size();
        var subject = labels.subject(s);
        boolean isTopic = subject instanceof Subject.OfTopic;
        float topic = isTopic ? 1 : 0;
        float danger = subject.isDanger() ? 1 : 0;
        float words = Math.max(LEAST_LOGARITHM, subjectWords[s]);
        var meant = vector;
        if (meant == null) return new float[] {words, share, missing, topic, danger, topic * words};
        float c1 = 0, c2 = 0, c3 = 0, name = 0;
        for (int p : labels.passagesOf(s)) {
            float c = meant.cosine(p);
            if (labels.isName(p)) name = Math.max(name, c);
            if (c > c1) {
                c3 = c2;
                c2 = c1;
                c1 = c;
            } else if (c > c2) {
                c3 = c2;
                c2 = c;
            } else if (c > c3) c3 = c;
        }
        float meaning = Math.max(LEAST_LOGARITHM, subjectMeaning[s]);
        return new float[] {
            words,
            share,
            missing,
            topic,
            danger,
            topic * words,
            meaning,
            c1,
            (c1 + c2 + c3) / 3,
            isTopic ? 0 : name,
            topic * meaning,
            topic * c1
        };
    }

    /** The features of every aspect of a subject, by index, in the order of {@link #ASPECT_BY_WORDS} or {@link #ASPECT_BY_MEANING}. */
    float[][] aspects(int subject) {
        var meant = vector;
        var features = new float[labels.aspectCount()][];
        for (int a = 0; a < features.length; a++) {
            float words = Math.max(LEAST_LOGARITHM, aspectWords[a]);
            features[a] = meant == null
                    ? new float[] {words}
                    : new float[] {words, Math.max(LEAST_LOGARITHM, aspectMeaning[a]), 0};
        }
        if (meant == null) return features;
        for (int p : labels.passagesOf(subject)) {
            int a = labels.aspectOf(p);
            if (a != Labels.NO_ASPECT) features[a][2] = Math.max(features[a][2], meant.cosine(p));
        }
        return features;
    }

    /** Of all passages, compared anew at each call; empty until meaning is added. */
    float[] cosines() {
        return vector == null ? new float[0] : vector.cosines();
    }

    float bestCosine() {
        float best = 0;
        for (float c : cosines()) best = Math.max(best, c);
        return best;
    }
}
