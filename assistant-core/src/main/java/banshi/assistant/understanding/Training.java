package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.assistant.language.Reader;
import banshi.assistant.retrieval.Passage;
import banshi.assistant.retrieval.PassageSearch;
import banshi.assistant.retrieval.PassageVectors;
import banshi.assistant.retrieval.SentenceEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns to weigh evidence (训练). Each passage plays the question once, held out together with what is too like it. Of a matter's
 * phrasings every second is held out with its nearest sibling only, as when a stranger asks something usual; the others with all
 * phrasings of their aspect, as when he asks something nobody has thought of. Every fifth plays it once more, mistyped.
 */
final class Training {
    /** So that a matter with many phrasings does not decide alone. */
    private static final int MOST_OF_A_SUBJECT = 24;

    private static final int FOLDS = 4;

    /** One passage in so many plays the question a second time, mistyped. */
    private static final int ONE_MISTYPED_IN = 5;

    /** One passage in so many is read for calibration. */
    private static final int ONE_CHECKED_IN = 5;

    /** A mistyped question. */
    @SuppressWarnings("ArrayRecordComponent") // numbers of the training loop, never compared
    private record Mistyped(Question question, float[] vector) {}

    private final Labelled labelled;
    private final Labels labels;
    private final PassageVectors vectors;
    private final Evidence evidence;
    private final Map<Integer, Mistyped> mistyped;

    Training(Labelled labelled, PassageVectors vectors, PassageSearch search, Reader reader, SentenceEncoder encoder) {
        this.labelled = labelled;
        this.labels = labelled.labels();
        this.vectors = vectors;
        this.evidence = new Evidence(labels, vectors, search);
        this.mistyped = mistyped(labelled, reader, encoder);
    }

    private static Map<Integer, Mistyped> mistyped(Labelled labelled, Reader reader, SentenceEncoder encoder) {
        var questions = labelled.passages().stream().map(Passage::question).toList();
        var disguise = new Disguise(questions);
        return IntStream.range(0, questions.size())
                .parallel()
                .filter(p -> p % ONE_MISTYPED_IN == 0 && !labelled.labels().isName(p))
                .boxed()
                .collect(Collectors.toConcurrentMap(p -> p, p -> {
                    var question = reader.read(disguise.typo(questions.get(p), p));
                    return new Mistyped(question, encoder.encode(question.text()));
                }));
    }

    /** What one passage taught as a question. */
    private record Lesson(List<ConditionalLogit.Example> examples, float bestCosine, float bestWords) {}

    Understanding.Learned learn() {
        var lessons = IntStream.range(0, labels.subjectCount())
                .boxed()
                .flatMap(s -> lessons(s).stream())
                .toList();
        var subjects = ConditionalLogit.fit(
                lessons.stream().flatMap(l -> l.examples().stream()).toList(), Evidence.SUBJECT_FEATURES);
        var heads = IntStream.range(0, FOLDS)
                .parallel()
                .mapToObj(out -> head(p -> p % FOLDS != out))
                .toList();
        var aspects = ConditionalLogit.fit(aspectExamples(heads), Evidence.ASPECT_FEATURES);
        return new Understanding.Learned(
                subjects,
                aspects,
                head(p -> true),
                Calibration.fit(outcomes(subjects, aspects, heads)),
                lowest(lessons.stream().map(Lesson::bestCosine)),
                lowest(lessons.stream().map(Lesson::bestWords)));
    }

    private List<Lesson> lessons(int subject) {
        var chosen = sample(Arrays.stream(labels.passagesOf(subject))
                .filter(p -> !labels.isName(p))
                .toArray());
        double weight = 1.0 / Math.sqrt(chosen.length);
        return Arrays.stream(chosen)
                .parallel()
                .mapToObj(p -> {
                    var compared = evidence.compare(labelled.question(p), vectors.vector(p), heldOut(p));
                    var examples = new ArrayList<ConditionalLogit.Example>();
                    examples.add(example(compared.subjects(), subject, weight));
                    var wrong = mistyped.get(p);
                    if (wrong != null) {
                        var again = evidence.compare(wrong.question(), wrong.vector(), heldOut(p));
                        examples.add(example(again.subjects(), subject, weight));
                    }
                    return new Lesson(examples, compared.bestCosine(), compared.bestWords());
                })
                .toList();
    }

    /** Reads every fifth passage as if it were new: what the best candidate scored, and whether it was right. */
    private List<Calibration.Outcome> outcomes(
            ConditionalLogit subjects, ConditionalLogit aspects, List<AspectHead> heads) {
        return IntStream.range(0, labels.passageCount())
                .filter(p -> p % ONE_CHECKED_IN == 0 && !labels.isName(p))
                .parallel()
                .mapToObj(p -> outcome(p, subjects, aspects, heads.get(p % FOLDS)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Calibration.Outcome> outcome(
            int p, ConditionalLogit subjects, ConditionalLogit aspects, AspectHead head) {
        var question = labelled.question(p);
        var compared = evidence.compare(question, vectors.vector(p), heldOut(p));
        var bySubject = Evidence.probabilities(subjects, compared.subjects());
        int s = best(bySubject);
        if (!(labels.subject(s) instanceof Subject.OfMatter(var id, var answerable)) || !answerable)
            return Optional.empty();
        var byAspect = aspects.probabilities(compared.aspects(s, head.scores(question, vectors.vector(p))));
        int a = best(byAspect);
        boolean right = s == labels.subjectOf(p) && a == labels.aspectOf(p);
        return Optional.of(new Calibration.Outcome(bySubject[s] * byAspect[a], right));
    }

    private static int best(double[] p) {
        int best = 0;
        for (int i = 1; i < p.length; i++) if (p[i] > p[best]) best = i;
        return best;
    }

    private static ConditionalLogit.Example example(float[][] subjects, int right, double weight) {
        var nearest =
                Evidence.nearest(subjects).stream().filter(s -> s != right).toList();
        var alternatives = new float[nearest.size() + 1][];
        alternatives[0] = subjects[right];
        for (int i = 0; i < nearest.size(); i++) alternatives[i + 1] = subjects[nearest.get(i)];
        return new ConditionalLogit.Example(alternatives, 0, weight);
    }

    /** Evenly spread over the file, at most {@link #MOST_OF_A_SUBJECT}. */
    private static int[] sample(int[] passages) {
        if (passages.length <= MOST_OF_A_SUBJECT) return passages;
        return IntStream.range(0, MOST_OF_A_SUBJECT)
                .map(i -> passages[i * passages.length / MOST_OF_A_SUBJECT])
                .toArray();
    }

    private IntPredicate heldOut(int p) {
        int subject = labels.subjectOf(p);
        int aspect = labels.aspectOf(p);
        if (aspect != Labels.NO_ASPECT && p % 2 == 0)
            return q -> labels.subjectOf(q) == subject && labels.aspectOf(q) == aspect;
        int sibling = nearest(p);
        return q -> q == p || q == sibling;
    }

    /** The passage of the same subject that is nearest in meaning, or p itself if it has none. */
    private int nearest(int p) {
        int nearest = p;
        float best = -1;
        for (int q : labels.passagesOf(labels.subjectOf(p))) {
            if (q == p || labels.isName(q)) continue;
            float cosine = vectors.cosine(q, vectors.vector(p));
            if (cosine > best) {
                best = cosine;
                nearest = q;
            }
        }
        return nearest;
    }

    /** Of every fourth passage, so that this takes no longer than the rest. */
    private List<ConditionalLogit.Example> aspectExamples(List<AspectHead> heads) {
        return IntStream.range(0, labels.passageCount())
                .filter(p -> labels.aspectOf(p) != Labels.NO_ASPECT && p / FOLDS % 4 == 0)
                .parallel()
                .mapToObj(p -> {
                    int sibling = nearest(p);
                    var question = labelled.question(p);
                    var compared = evidence.compare(question, vectors.vector(p), q -> q == p || q == sibling);
                    var scores = heads.get(p % FOLDS).scores(question, vectors.vector(p));
                    return new ConditionalLogit.Example(
                            compared.aspects(labels.subjectOf(p), scores), labels.aspectOf(p), 1);
                })
                .toList();
    }

    private AspectHead head(IntPredicate included) {
        var examples = new ArrayList<AspectHead.Example>();
        for (int p = 0; p < labels.passageCount(); p++) {
            if (labels.aspectOf(p) == Labels.NO_ASPECT || !included.test(p)) continue;
            examples.add(new AspectHead.Example(labelled.question(p), vectors.vector(p), labels.aspectOf(p)));
            var wrong = mistyped.get(p);
            if (wrong != null)
                examples.add(new AspectHead.Example(wrong.question(), wrong.vector(), labels.aspectOf(p)));
        }
        int dimensions = vectors.size() == 0 ? 0 : vectors.vector(0).length;
        return AspectHead.train(examples, labels.aspectCount(), dimensions);
    }

    /** What all but the strangest hundredth of the held-out questions reach. */
    private static float lowest(Stream<Float> values) {
        var sorted = values.sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 100);
    }
}
