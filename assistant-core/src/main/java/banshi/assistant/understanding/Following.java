package banshi.assistant.understanding;

import banshi.corpus.Topic;
import java.util.Set;

/**
 * How what was spoken of before leans the reading of what comes after it (承接): each reading's probability is multiplied by how many times
 * likelier it is to be meant there than out of the blue, and all are brought to one again. Who names a thing of his own is believed; who names
 * none goes on, however sure the words alone would be of something else: 要钱不 alone sounds like a robber. For one question.
 *
 * <p>The factors were tried in powers of ten on the development dialogues; ten times more or less changes little.
 */
final class Following {
    /** Times likelier: the matter spoken of, where no thing is named or one of its own. */
    private static final double GOES_ON = Double.parseDouble(System.getProperty("go","30000"));

    private static final double NAMES_ITS_OWN = 1000;
    private static final double NAMES_OTHERS = 30;

    /** The same where what was spoken of stands in the words. */
    private static final double IS_NAMED = Double.parseDouble(System.getProperty("g","10"));

    /** The same where something is told of a case of it, beside the others. */
    private static final double TELLS_THE_CASE = 30;

    /** The same of a matter that is near it. */
    private static final double TURNS_NEAR = Double.parseDouble(System.getProperty("near","30"));

    /** The same of topics, where no thing is named: chatter, what is not ours, the wish for a person, danger. */
    private static final double CHATS = .001;

    private static final double LEAVES = .02;
    private static final double WANTS_A_PERSON = .05;
    private static final double IN_DANGER = .01;

    /** The same of any topic where a thing is named. */
    private static final double NAMES_A_THING = .3;

    /** The same of the aspect that was asked before. */
    private static final double SAME_ASPECT = 1.5;

    private static final double SAME_ASPECT_IN_PASSING = 10;

    /** The same of a near matter, where what was spoken of stands in the words. */
    private static final double IS_NEAR_NAMED = Double.parseDouble(System.getProperty("h","3"));

    private static final double TELLS_TOPIC = Double.parseDouble(System.getProperty("tt","0.05"));
    private static final double NEAR_OWN = Double.parseDouble(System.getProperty("no","300"));

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
        if (context.aspect() == null) return;
        for (int a = 0; a < p.length; a++)
            if (labels.aspect(a).equals(context.aspect()))
                p[a] *= length <= IN_PASSING ? SAME_ASPECT_IN_PASSING : SAME_ASPECT;
        toOne(p);
    }

    private double times(int subject) {
        if (completed) return timesCompleted(subject);
        return switch (labels.subject(subject)) {
            case Subject.OfTopic(var topic, var act) ->
                (goesOn ? times(act) : NAMES_A_THING) * (context.tells() ? TELLS_TOPIC : 1);
            case Subject.OfBundle bundle -> TURNS_NEAR;
            case Subject.OfMatter(var id, var answerable) -> {
                boolean own = labels.thingsOf(subject).keySet().stream().anyMatch(named::contains);
                if (id.equals(context.matter()))
                    yield (named.isEmpty() ? GOES_ON : goesOn ? NAMES_ITS_OWN : own ? NAMES_OTHERS*10: NAMES_OTHERS)
                            * (context.tells() ? TELLS_THE_CASE : 1);
                if (!context.near().contains(id)) yield 1;
                yield named.isEmpty() ? TURNS_NEAR : own ? (length <= 6 ? NEAR_OWN : TURNS_NEAR) : 1;
            }
        };
    }

    private double timesCompleted(int subject) {
        if (!(labels.subject(subject) instanceof Subject.OfMatter(var id, var answerable))) return 1;
        if (id.equals(context.matter())) return context.tells() ? IS_NAMED * TELLS_THE_CASE : IS_NAMED;
        return context.near().contains(id) ? IS_NEAR_NAMED : 1;
    }

    private static double times(Topic.Act act) {
        return switch (act) {
            case SMALLTALK -> CHATS;
            case DECLINE -> LEAVES;
            case HANDOFF -> WANTS_A_PERSON;
            case EMERGENCY -> IN_DANGER;
            case CLARIFY, OPENING -> 0; // something was named before
        };
    }

    private static void toOne(double[] p) {
        double all = 0;
        for (double one : p) all += one;
        if (all > 0) for (int i = 0; i < p.length; i++) p[i] /= all;
    }
}
