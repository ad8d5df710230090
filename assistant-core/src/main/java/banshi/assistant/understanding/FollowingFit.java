package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits the weights of {@link Following} to practice conversations (承接拟合), each turn as if all before it had been understood. Calibration
 * and the clear threshold are taken from readings of folds that the weights were not fitted to.
 */
public final class FollowingFit {
    private static final int FOLDS = 3;

    /** What the words alone may lose of the right readings that words and meaning have, by turn. */
    private static final double LOST = 0.002;

    /** Less sure words never decide alone. */
    private static final double LEAST_CLEAR = 0.93;

    /** As many digits of a weight are kept. */
    private static final double DIGITS = 1e4;

    private final Understanding understanding;
    private final Labels labels;
    private final List<Asked> asked;
    private final Consumer<String> progress;

    /**
     * A turn of a conversation.
     *
     * @param dialogue its turns are kept in one fold
     * @param together see {@link Understanding#read(Question, Question, Context)}
     * @param accepted matters and the aspects of each that are right; empty where the turn is not about ours
     * @param acts what else may be done about it
     */
    public record Asked(
            int dialogue,
            Question question,
            @Nullable Question together,
            Context context,
            Map<MatterId, Set<AspectId>> accepted,
            Set<Topic.Act> acts) {
        public Asked {
            accepted = Map.copyOf(accepted);
            acts = Set.copyOf(acts);
        }
    }

    private FollowingFit(Understanding understanding, List<Asked> asked, Consumer<String> progress) {
        this.understanding = understanding;
        this.asked = List.copyOf(asked);
        this.progress = progress;
        labels = understanding.labels();
    }

    /**
     * Fits; up to two sentence vectors for each turn.
     *
     * @param understanding with the weights for first words
     * @param progress told in words for a terminal how well it went
     */
    public static Judgement.InContext fit(Understanding understanding, List<Asked> asked, Consumer<String> progress) {
        return new FollowingFit(understanding, asked, progress).fit();
    }

    private Judgement.InContext fit() {
        var turned = asked.parallelStream()
                .map(a -> understanding.turned(a.question(), a.together(), a.context()))
                .toList();
        var judgement = understanding.judgement();
        var byWords = new Way(turned, Understanding.Logits.of(judgement.words()));
        turned.parallelStream().forEach(understanding::addMeaning);
        var byMeaning = new Way(turned, Understanding.Logits.of(judgement.meaning()));
        progress.accept(
                "of %d turns after others, each weighed without its conversation: %.3f right by words, %.3f with meaning"
                        .formatted(asked.size(), byWords.share(), byMeaning.share()));
        return new Judgement.InContext(byWords.weights(), byMeaning.weights(), clear(byWords, byMeaning));
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
            if (byMeaning.right[i] && !byWords.right[i]) lost++;
            if (!byMeaning.right[i] && byWords.right[i]) lost--;
            if (lost <= LOST * asked.size()) clear = byWords.sureness[i];
        }
        return Math.max(LEAST_CLEAR, clear);
    }

    /** One way of reading all turns, each by weights that were fitted without its conversation. */
    private final class Way {
        private final Understanding.Logits read;
        private final List<List<ConditionalLogit.Example>> subjects;
        private final List<List<ConditionalLogit.Example>> aspects;
        private final Calibration calibration;
        final boolean[] right = new boolean[asked.size()];
        final double[] sureness = new double[asked.size()];

        Way(List<Understanding.Turned> turned, Understanding.Logits read) {
            this.read = read;
            subjects = turns().mapToObj(i -> subjects(i, turned.get(i))).toList();
            aspects = turns().mapToObj(i -> aspects(i, turned.get(i))).toList();
            var ofMatters = new ArrayList<Integer>();
            for (int fold = 0; fold < FOLDS; fold++) {
                int out = fold;
                var weights = Understanding.Logits.of(fitted(i -> foldOf(i) != out));
                turns().filter(i -> foldOf(i) == out).forEach(i -> {
                    var judged = understanding.followed(turned.get(i), read, weights);
                    right[i] = isRight(asked.get(i), judged);
                    sureness[i] = judged.sureness();
                    if (judged.subjects().getFirst().subject() instanceof Subject.OfMatter) ofMatters.add(i);
                });
            }
            calibration = Calibration.fit(ofMatters.stream()
                    .map(i -> new Calibration.Outcome(sureness[i], right[i]))
                    .toList());
            for (int i : ofMatters) sureness[i] = calibration.apply(sureness[i]);
        }

        private int foldOf(int turn) {
            return asked.get(turn).dialogue() % FOLDS;
        }

        private IntStream turns() {
            return IntStream.range(0, asked.size());
        }

        double share() {
            return turns().filter(i -> right[i]).count() / (double) Math.max(1, asked.size());
        }

        Judgement.Weights weights() {
            var all = fitted(i -> true);
            return new Judgement.Weights(
                    rounded(all.subjects()), rounded(all.aspects()), calibration.slope(), calibration.shift());
        }

        private Judgement.Weights fitted(IntPredicate included) {
            return new Judgement.Weights(
                    weights(subjects, included, Following.SUBJECT_FEATURES),
                    weights(aspects, included, Following.aspectFeatures(labels)),
                    1,
                    0);
        }

        private List<Double> weights(
                List<List<ConditionalLogit.Example>> examples, IntPredicate included, int features) {
            var of = turns().filter(included)
                    .mapToObj(examples::get)
                    .flatMap(List::stream)
                    .toList();
            return ConditionalLogit.fit(of, features, ConditionalLogit.FIRM).weights();
        }

        /** One, or none where nothing that is in question is right. */
        private List<ConditionalLogit.Example> subjects(int turn, Understanding.Turned turned) {
            var rivals = understanding.rivals(turned, read);
            var right = new boolean[rivals.subjects().length];
            boolean any = false;
            for (int r = 0; r < right.length; r++) {
                right[r] = isRight(asked.get(turn), labels.subject(rivals.subjects()[r]));
                any |= right[r];
            }
            return any ? List.of(new ConditionalLogit.Example(rivals.features(), right)) : List.of();
        }

        /** One for each matter that is right and of which not every aspect is. */
        private List<ConditionalLogit.Example> aspects(int turn, Understanding.Turned turned) {
            var examples = new ArrayList<ConditionalLogit.Example>();
            asked.get(turn).accepted().forEach((matter, accepted) -> {
                int subject = labels.indexOf(matter);
                if (subject < 0 || accepted.size() == labels.aspectCount()) return;
                var right = new boolean[labels.aspectCount()];
                for (int a = 0; a < right.length; a++) right[a] = accepted.contains(labels.aspect(a));
                examples.add(new ConditionalLogit.Example(understanding.aspects(turned, read, subject), right));
            });
            return examples;
        }
    }

    private static List<Double> rounded(List<Double> weights) {
        return weights.stream().map(w -> Math.rint(w * DIGITS) / DIGITS).toList();
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
        var first = judged.subjects().getFirst().subject();
        if (!(first instanceof Subject.OfMatter)) return isRight(asked, first);
        if (judged.candidates().isEmpty()) return false;
        var best = judged.candidates().getFirst();
        return asked.accepted().getOrDefault(best.matter(), Set.of()).contains(best.aspect());
    }
}
