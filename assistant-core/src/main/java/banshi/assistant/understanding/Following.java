package banshi.assistant.understanding;

import banshi.corpus.Topic;
import java.util.Set;

/**
 * How what was spoken of before leans the reading of what comes after it (承接): each reading's probability is multiplied by how many times
 * likelier it is to be meant there than out of the blue, and all are brought to one again. Who names a thing of his own is believed; who names
 * none goes on. For one question.
 */
final class Following {
    /** Times likelier: the matter spoken of, where no thing is named, one of its own, or only others. */
    private static double w(String n, double d) { return Double.parseDouble(System.getProperty("w." + n, "" + d)); }
    private static final double GOES_ON = w("go", 3000);

    private static final double NAMES_ITS_OWN = w("own", 30);
    private static final double NAMES_OTHERS = w("others", 1);

    /** The same of a matter that is near it. */
    private static final double TURNS_NEAR = w("near", 20);

    /** The same of chatter and of what is not ours: who has a matter in hand and names nothing else is still about it. */
    private static final double CHATS = w("chats", .01);

    private static final double LEAVES = w("leaves", .02);

    /** The same of the aspect that was asked before. */
    private static final double SAME_ASPECT = w("aspect", 1.5);

    private static final double SAME_ASPECT_IN_PASSING = w("passing", 3);

    /** Up to so many characters are said in passing: 补领呢. */
    private static final int IN_PASSING = 5;

    private final Labels labels;
    private final Context context;
    private final Set<String> named;
    private final int length;

    /** @param named the things of the trade that the question names */
    Following(Labels labels, Context context, Set<String> named, int length) {
        this.labels = labels;
        this.context = context;
        this.named = named;
        this.length = length;
    }

    /** Whether it may go on with what was spoken of, however unlike any question it is. */
    boolean goesOn() {
        return named.isEmpty();
    }

    /** Takes in the matters that context brings in. */
    void mark(boolean[] in) {
        for (int s = 0; s < in.length; s++)
            if (labels.subject(s) instanceof Subject.OfMatter(var id, var answerable)
                    && (id.equals(context.matter()) || context.near().contains(id))) in[s] = true;
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
        if (labels.subject(subject) instanceof Subject.OfTopic(var topic, var act)) return times(act);
        if (!(labels.subject(subject) instanceof Subject.OfMatter(var id, var answerable))) return 1;
        boolean own = labels.thingsOf(subject).keySet().stream().anyMatch(named::contains);
        if (id.equals(context.matter())) {
            if (named.isEmpty()) return GOES_ON;
            return own ? NAMES_ITS_OWN : NAMES_OTHERS;
        }
        return context.near().contains(id) && (named.isEmpty() || own) ? TURNS_NEAR : 1;
    }

    private double times(Topic.Act act) {
        if (context.matter() == null) return 1;
        if (!named.isEmpty()) return w("namedtopic", .3);
        return switch (act) {
            case SMALLTALK -> CHATS;
            case DECLINE -> LEAVES;
            case HANDOFF -> w("handoff", .05); case EMERGENCY -> w("emergency", .05);
        };
    }

    private static void toOne(double[] p) {
        double all = 0;
        for (double one : p) all += one;
        if (all > 0) for (int i = 0; i < p.length; i++) p[i] /= all;
    }
}
