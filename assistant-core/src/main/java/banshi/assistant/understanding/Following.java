package banshi.assistant.understanding;

import banshi.corpus.Topic;
import java.util.Set;

/**
 * How what was spoken of before leans the reading of what comes after it (承接): each reading's probability is multiplied by how many times
 * likelier it is to be meant there than out of the blue, and all are brought to one again. Who names a thing of his own is believed; who names
 * none goes on, however sure the words alone would be of something else: 要钱不 alone sounds like a robber. For one question.
 *
 * <p>The factors were chosen one after the other, in steps of three and ten, on the development dialogues.
 */
final class Following {
    // The citizen's words alone. Times likelier is the matter spoken of: where no thing is named, only things of its
    // own, some, none.
    private static final double GOES_ON = 30_000;
    private static final double NAMES_ITS_OWN = 1000;
    private static final double NAMES_SOME_OF_ITS_OWN = 30;
    private static final double NAMES_OTHERS = 3;

    /** The same of a matter that is near it, where no thing is named or one of its own … */
    private static final double TURNS_NEAR = 30;

    /** … and where that is said in passing. */
    private static final double TURNS_NEAR_IN_PASSING = 300;

    // the same of topics, where what is named is nothing or the matter's own: chatter, what is not ours, the wish for a
    // person, danger
    private static final double CHATS = .001;
    private static final double LEAVES = .02;
    private static final double WANTS_A_PERSON = .05;
    private static final double IN_DANGER = .01;

    /** The same of any topic where another thing is named. */
    private static final double NAMES_A_THING = .3;

    /** The same of any topic, beside that, where something is told of a case of the matter. */
    private static final double TELLS_OF_NO_MATTER = .05;

    // The citizen's words after the name of what was spoken of: the matter spoken of, one that is near it.
    private static final double IS_NAMED = 10;
    private static final double IS_NEAR_WHAT_IS_NAMED = 5;

    /** Times likelier is the matter spoken of, beside the others, where something is told of a case of it. */
    private static final double TELLS_THE_CASE = 3;

    /** The aspect that was asked before, of what is said in passing. */
    private static final double SAME_ASPECT = 10;

    /** Up to so many characters are said in passing: 补领呢. */
    private static final int IN_PASSING = 5;

    private final Labels labels;
    private final Context context;
    private final Set<String> named;
    private final int length;
    private final boolean completed;
    private final boolean goesOn;

    private Following(Labels labels, Context context, Set<String> named, int length, boolean completed) {
        this.labels = labels;
        this.context = context;
        this.named = named;
        this.length = length;
        this.completed = completed;
        goesOn = goesOn();
    }

    /**
     * For the citizen's words alone.
     *
     * @param named the things of the trade that the question names
     * @param length of the question in characters
     */
    static Following of(Labels labels, Context context, Set<String> named, int length) {
        return new Following(labels, context, named, length, false);
    }

    /** For the citizen's words after the name of what was spoken of. */
    static Following completed(Labels labels, Context context, int length) {
        return new Following(labels, context, Set.of(), length, true);
    }

    /** Whether it may go on with what was spoken of, however unlike any question it is. */
    boolean goesOn() {
        return named.isEmpty() || namesItsOwn();
    }

    /** Whether all things that are named are of the matter spoken of: its papers are named in its questions. */
    private boolean namesItsOwn() {
        for (int s = 0; s < labels.subjectCount(); s++)
            if (labels.subject(s) instanceof Subject.OfMatter(var id, var answerable) && id.equals(context.matter()))
                return labels.thingsOf(s).keySet().containsAll(named);
        return false;
    }

    /** Takes in the matters that the context brings in. */
    void mark(boolean[] in) {
        for (int s = 0; s < in.length; s++)
            if (labels.subject(s) instanceof Subject.OfMatter(var id, var answerable)
                    && (id.equals(context.matter()) || context.near().contains(id))) in[s] = true;
    }

    /** Whether it is too short to be taken for a published question: 签注呢 goes on with what was spoken of. */
    boolean isInPassing() {
        return length <= IN_PASSING;
    }

    void leanSubjects(int[] rivals, double[] p) {
        for (int i = 0; i < rivals.length; i++) p[i] *= times(rivals[i]);
        toOne(p);
    }

    void leanAspects(double[] p) {
        if (context.aspect() == null || length > IN_PASSING) return;
        for (int a = 0; a < p.length; a++) if (labels.aspect(a).equals(context.aspect())) p[a] *= SAME_ASPECT;
        toOne(p);
    }

    private double times(int subject) {
        return switch (labels.subject(subject)) {
            case Subject.OfTopic(var topic, var act) when act.isBeginning() -> 0; // something was said before
            case Subject.OfTopic(var topic, var act) when completed -> 1;
            case Subject.OfTopic(var topic, var act) ->
                (goesOn ? times(act) : NAMES_A_THING) * (context.tells() ? TELLS_OF_NO_MATTER : 1);
            case Subject.OfBundle bundle -> 1;
            case Subject.OfMatter(var id, var answerable)
            when id.equals(context.matter()) ->
                (completed ? IS_NAMED : spokenOf(subject)) * (context.tells() ? TELLS_THE_CASE : 1);
            case Subject.OfMatter(var id, var answerable) ->
                !context.near().contains(id) ? 1 : completed ? IS_NEAR_WHAT_IS_NAMED : near(subject);
        };
    }

    private double spokenOf(int subject) {
        if (named.isEmpty()) return GOES_ON;
        if (goesOn) return NAMES_ITS_OWN;
        return namesOneOf(subject) ? NAMES_SOME_OF_ITS_OWN : NAMES_OTHERS;
    }

    private double near(int subject) {
        if (named.isEmpty()) return TURNS_NEAR;
        if (!namesOneOf(subject)) return 1;
        return isInPassing() ? TURNS_NEAR_IN_PASSING : TURNS_NEAR;
    }

    private boolean namesOneOf(int subject) {
        return labels.thingsOf(subject).keySet().stream().anyMatch(named::contains);
    }

    private static double times(Topic.Act act) {
        return switch (act) {
            case SMALLTALK -> CHATS;
            case DECLINE -> LEAVES;
            case HANDOFF -> WANTS_A_PERSON;
            case EMERGENCY -> IN_DANGER;
            case CLARIFY, OPENING -> 0;
        };
    }

    private static void toOne(double[] p) {
        double all = 0;
        for (double one : p) all += one;
        if (all > 0) for (int i = 0; i < p.length; i++) p[i] /= all;
    }
}
