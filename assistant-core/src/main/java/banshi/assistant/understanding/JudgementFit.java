package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
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
    public record Asked(Question question, Map<MatterId, Set<AspectId>> accepted, Set<Topic.Act> acts) {
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
        var byWords = new Way(words, Evidence.SUBJECT_BY_WORDS, Evidence.ASPECT_BY_WORDS);
        var byMeaning = new Way(meaning, Evidence.SUBJECT_BY_MEANING, Evidence.ASPECT_BY_MEANING);
        var ours = IntStream.range(0, asked.size())
                .filter(i -> !asked.get(i).accepted().isEmpty())
                .toArray();
        return new Judgement(
                byWords.weights(),
                byMeaning.weights(),
                clear(byWords, byMeaning),
                low(Arrays.stream(ours)
                        .mapToDouble(i -> understanding.familiarity(asked.get(i).question()))
                        .toArray()),
                low(Arrays.stream(ours)
                        .mapToDouble(i -> meaning.get(i).bestCosine())
                        .toArray()),
                understanding.judgement().following());
    }

    /** The lowest sureness from which on reading by words alone loses next to nothing against words and meaning. */
    private double clear(Way byWords, Way byMeaning) {
        var order = IntStream.range(0, asked.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -byWords.sureness[i]))
                .toList();
        double clear = 2; // never
        int lost = 0;
        for (int i : order) {
            if (byWords.danger[i] >= Understanding.DANGER) continue;
            if (byMeaning.right[i] && !byWords.right[i]) lost++;
            if (!byMeaning.right[i] && byWords.right[i]) lost--;
            if (lost <= LOST * asked.size()) clear = byWords.sureness[i];
        }
        return Math.max(LEAST_CLEAR, clear);
    }

    private static double low(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(int) (values.length * STRANGE)];
    }

    /** One way of reading all questions, each by weights that were fitted without it. */
    private final class Way {
        private final List<Evidence> evidence;
        private final List<String> subjectFeatures;
        private final List<String> aspectFeatures;
        // by question, for every fold asks again; each compares the question with the passages of its rivals
        private final List<List<ConditionalLogit.Example>> subjects;
        private final List<List<ConditionalLogit.Example>> aspects;
        private final Calibration calibration;
        final boolean[] right = new boolean[asked.size()];
        final double[] sureness = new double[asked.size()];
        final double[] danger = new double[asked.size()];

        Way(List<Evidence> evidence, List<String> subjectFeatures, List<String> aspectFeatures) {
            this.evidence = evidence;
            this.subjectFeatures = subjectFeatures;
            this.aspectFeatures = aspectFeatures;
            subjects = questions().mapToObj(this::subjectExamples).toList();
            aspects = questions().mapToObj(this::aspectExamples).toList();
            var ofMatters = new ArrayList<Integer>();
            for (int fold = 0; fold < FOLDS; fold++) {
                int out = fold;
                var weights = Understanding.Logits.of(fitted(i -> i % FOLDS != out));
                for (int i = fold; i < asked.size(); i += FOLDS) {
                    var judged = understanding.judged(evidence.get(i), weights, Labels.NONE);
                    right[i] = isRight(asked.get(i), judged);
                    sureness[i] = judged.sureness();
                    danger[i] = judged.danger();
                    if (judged.subjects().getFirst().subject() instanceof Subject.OfMatter) ofMatters.add(i);
                }
            }
            calibration = Calibration.fit(ofMatters.stream()
                    .map(i -> new Calibration.Outcome(sureness[i], right[i]))
                    .toList());
            for (int i : ofMatters) sureness[i] = calibration.apply(sureness[i]);
        }

        Judgement.Weights weights() {
            var all = fitted(i -> true);
            return new Judgement.Weights(all.subjects(), all.aspects(), calibration.slope(), calibration.shift());
        }

        private Judgement.Weights fitted(IntPredicate included) {
            return new Judgement.Weights(
                    ConditionalLogit.fit(of(subjects, included), subjectFeatures.size(), ConditionalLogit.LIGHT)
                            .weights(),
                    ConditionalLogit.fit(of(aspects, included), aspectFeatures.size(), ConditionalLogit.LIGHT)
                            .weights(),
                    1,
                    0);
        }

        private List<ConditionalLogit.Example> of(List<List<ConditionalLogit.Example>> all, IntPredicate included) {
            return questions()
                    .filter(included)
                    .mapToObj(all::get)
                    .flatMap(List::stream)
                    .toList();
        }

        private IntStream questions() {
            return IntStream.range(0, asked.size());
        }

        /** One, or none where nothing that is in question is right. */
        private List<ConditionalLogit.Example> subjectExamples(int question) {
            var rivals = evidence.get(question).rivals();
            var right = new boolean[rivals.length];
            boolean any = false;
            for (int r = 0; r < rivals.length; r++) {
                right[r] = isRight(asked.get(question), labels.subject(rivals[r]));
                any |= right[r];
            }
            return any
                    ? List.of(new ConditionalLogit.Example(
                            heard(evidence.get(question).subjects(rivals), subjectFeatures), right))
                    : List.of();
        }

        private List<ConditionalLogit.Example> aspectExamples(int question) {
            var examples = new ArrayList<ConditionalLogit.Example>();
            for (int s : evidence.get(question).rivals()) {
                if (!(labels.subject(s) instanceof Subject.OfMatter(var matter, var answerable))) continue;
                var accepted = asked.get(question).accepted().get(matter);
                if (accepted == null) continue;
                var right = new boolean[labels.aspectCount()];
                for (int a = 0; a < right.length; a++) right[a] = accepted.contains(labels.aspect(a));
                examples.add(new ConditionalLogit.Example(
                        heard(evidence.get(question).aspects(s), aspectFeatures), right));
            }
            return examples;
        }
    }

    /** The features without what is not heard: nothing can be learned from zeros. */
    private float[][] heard(float[][] features, List<String> names) {
        for (int f = 0; f < names.size(); f++) {
            if (heard.test(names.get(f))) continue;
            for (var alternative : features) alternative[f] = 0;
        }
        return features;
    }

    private static boolean isRight(Asked asked, Subject subject) {
        return switch (subject) {
            case Subject.OfMatter(var matter, var answerable) ->
                asked.accepted().containsKey(matter);
            case Subject.OfBundle bundle -> false;
            case Subject.OfTopic(var topic, var act) -> asked.acts().contains(act);
        };
    }

    private static boolean isRight(Asked asked, Understanding.Judged judged) {
        if (judged.subjects().getFirst().subject() instanceof Subject.OfTopic topic) return isRight(asked, topic);
        if (judged.candidates().isEmpty()) return false;
        var best = judged.candidates().getFirst();
        return asked.accepted().getOrDefault(best.matter(), Set.of()).contains(best.aspect());
    }
}
