package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Fits the weights of the evidence to questions that no content has seen (判断拟合). Calibration and the clear threshold are taken
 * from readings of folds that the weights were not fitted to.
 */
public final class JudgementFit {
    private static final int FOLDS = 5;

    /** One development question in so many may be too strange to be read. */
    private static final double STRANGE = 0.005;

    /** What the words alone may lose of the right readings that words and meaning have, by question. */
    private static final double LOST = 0.001;

    /**
     * Less sure words never decide alone. Development questions allow 0.77, but they come from the same kind of writers as the practice
     * questions: to others' questions words are surer than they are right, and a vector costs some milliseconds.
     */
    private static final double LEAST_CLEAR = 0.93;

    private final Understanding understanding;
    private final Labels labels;
    private final List<Asked> asked;
    private final Predicate<String> heard;
    private final List<Evidence> words;
    private final List<Evidence> meaning;

    /**
     * A development question.
     *
     * @param accepted matters and the aspects of each that are right; empty where the question is not ours
     * @param acts what may be done about it; empty where it is ours
     */
    public record Asked(Question question, Map<MatterId, Set<AspectId>> accepted, Set<Topic.Act> acts)
            implements Graded {
        public Asked {
            accepted = Map.copyOf(accepted);
            acts = Set.copyOf(acts);
        }
    }

    private JudgementFit(Understanding understanding, List<Asked> asked, Predicate<String> heard) {
        this.understanding = understanding;
        this.heard = heard;
        this.labels = understanding.labels();
        this.asked = List.copyOf(asked);
        this.words =
                asked.stream().map(a -> understanding.byWords(a.question())).toList();
        this.meaning = asked.parallelStream()
                .map(a -> {
                    var evidence = understanding.byWords(a.question());
                    understanding.addMeaning(evidence, a.question());
                    return evidence;
                })
                .toList();
    }

    /**
     * Fits; a sentence vector for each question.
     *
     * @param understanding with whatever weights
     */
    public static Judgement fit(Understanding understanding, List<Asked> asked) {
        return fit(understanding, asked, kind -> true);
    }

    /**
     * Fits to some kinds of evidence only, to measure what the others are worth: their weights are 0.
     *
     * @param heard of the names in {@link Explanation.Weighed#contributions()}
     */
    public static Judgement fit(Understanding understanding, List<Asked> asked, Predicate<String> heard) {
        return new JudgementFit(understanding, asked, heard).fit();
    }

    private Judgement fit() {
        var byWords = way(words, Evidence.SUBJECT_BY_WORDS, Evidence.ASPECT_BY_WORDS);
        var byMeaning = way(meaning, Evidence.SUBJECT_BY_MEANING, Evidence.ASPECT_BY_MEANING);
        var ours = IntStream.range(0, asked.size())
                .filter(i -> !asked.get(i).accepted().isEmpty())
                .toArray();
        return new Judgement(
                byWords.weights(),
                byMeaning.weights(),
                Math.max(LEAST_CLEAR, CrossFit.clear(byWords, byMeaning, LOST)),
                low(Arrays.stream(ours)
                        .mapToDouble(i -> understanding.familiarity(asked.get(i).question()))
                        .toArray()),
                low(Arrays.stream(ours)
                        .mapToDouble(i -> meaning.get(i).bestCosine())
                        .toArray()),
                understanding.judgement().following());
    }

    private static double low(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(int) (values.length * STRANGE)];
    }

    /** One way of reading all questions; each is compared with the passages of its rivals. */
    private CrossFit way(List<Evidence> evidence, List<String> subjectFeatures, List<String> aspectFeatures) {
        return new CrossFit(
                asked,
                new CrossFit.Examples(
                        questions()
                                .mapToObj(i -> subjects(asked.get(i), evidence.get(i), subjectFeatures))
                                .toList(),
                        subjectFeatures.size(),
                        questions()
                                .mapToObj(i -> aspects(asked.get(i), evidence.get(i), aspectFeatures))
                                .toList(),
                        aspectFeatures.size(),
                        ConditionalLogit.LIGHT),
                FOLDS,
                i -> i % FOLDS,
                (i, weights) -> understanding.judged(evidence.get(i), weights, Labels.NONE));
    }

    private IntStream questions() {
        return IntStream.range(0, asked.size());
    }

    /** One, or none where nothing that is in question is right. */
    private List<ConditionalLogit.Example> subjects(Asked question, Evidence evidence, List<String> features) {
        var rivals = evidence.rivals();
        return ConditionalLogit.Example.of(
                heard(evidence.subjects(rivals), features), r -> question.isRight(labels.subject(rivals[r])));
    }

    /** One for each matter that is right and in question. */
    private List<ConditionalLogit.Example> aspects(Asked question, Evidence evidence, List<String> features) {
        var examples = new ArrayList<ConditionalLogit.Example>();
        for (int s : evidence.rivals()) {
            if (!(labels.subject(s) instanceof Subject.OfMatter(var matter, var answerable))) continue;
            var accepted = question.accepted().get(matter);
            if (accepted == null) continue;
            examples.addAll(ConditionalLogit.Example.of(
                    heard(evidence.aspects(s), features), a -> accepted.contains(labels.aspect(a))));
        }
        return examples;
    }

    /** The features without what is not heard: nothing can be learned from zeros. */
    private float[][] heard(float[][] features, List<String> names) {
        for (int f = 0; f < names.size(); f++) {
            if (heard.test(names.get(f))) continue;
            for (var alternative : features) alternative[f] = 0;
        }
        return features;
    }
}
