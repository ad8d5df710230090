package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.AspectId;
import banshi.corpus.MatterId;
import banshi.corpus.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
            Set<Topic.Act> acts)
            implements Graded {
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
        var byWords = way(turned, Understanding.Logits.of(judgement.words()));
        turned.parallelStream().forEach(understanding::addMeaning);
        var byMeaning = way(turned, Understanding.Logits.of(judgement.meaning()));
        progress.accept(
                "of %d turns after others, each weighed without its conversation: %.3f right by words, %.3f with meaning"
                        .formatted(asked.size(), byWords.share(), byMeaning.share()));
        return new Judgement.InContext(
                rounded(byWords.weights()),
                rounded(byMeaning.weights()),
                Math.max(LEAST_CLEAR, CrossFit.clear(byWords, byMeaning, LOST)));
    }

    /** One way of reading all turns. */
    private CrossFit way(List<Understanding.Turned> turned, Understanding.Logits read) {
        return new CrossFit(
                asked,
                new CrossFit.Examples(
                        turns().mapToObj(i -> subjects(asked.get(i), turned.get(i), read))
                                .toList(),
                        Following.SUBJECT_FEATURES,
                        turns().mapToObj(i -> aspects(asked.get(i), turned.get(i), read))
                                .toList(),
                        Following.aspectFeatures(labels),
                        ConditionalLogit.FIRM),
                FOLDS,
                i -> asked.get(i).dialogue() % FOLDS,
                (i, weights) -> understanding.followed(turned.get(i), read, weights));
    }

    private IntStream turns() {
        return IntStream.range(0, asked.size());
    }

    /** One, or none where nothing that is in question is right. */
    private List<ConditionalLogit.Example> subjects(
            Asked turn, Understanding.Turned turned, Understanding.Logits read) {
        var rivals = understanding.rivals(turned, read);
        return ConditionalLogit.Example.of(rivals.features(), r -> turn.isRight(labels.subject(rivals.subjects()[r])));
    }

    /** One for each matter that is right and of which not every aspect is. */
    private List<ConditionalLogit.Example> aspects(Asked turn, Understanding.Turned turned, Understanding.Logits read) {
        var examples = new ArrayList<ConditionalLogit.Example>();
        turn.accepted().forEach((matter, accepted) -> {
            int subject = labels.indexOf(matter);
            if (subject < 0 || accepted.size() == labels.aspectCount()) return;
            examples.addAll(ConditionalLogit.Example.of(
                    understanding.aspects(turned, read, subject), a -> accepted.contains(labels.aspect(a))));
        });
        return examples;
    }

    private static Judgement.Weights rounded(Judgement.Weights weights) {
        return new Judgement.Weights(
                rounded(weights.subjects()), rounded(weights.aspects()), weights.slope(), weights.shift());
    }

    private static List<Double> rounded(List<Double> weights) {
        return weights.stream().map(w -> Math.rint(w * DIGITS) / DIGITS).toList();
    }
}
