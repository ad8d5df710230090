package banshi.assistant.understanding;

import banshi.assistant.language.Question;
import banshi.corpus.Topic;
import java.util.EnumSet;
import java.util.Set;

/**
 * What speaks for each reading of words that come after others (承接): how likely the words alone make it, how likely the same words make it
 * with what was spoken of named before them, and in what relation it stands to what was spoken of. How much each of these {@link
 * Relation}s counts depends on the {@link Clue}s: 呢 at the end makes a near matter likelier, a statement makes the matter spoken of
 * likelier. A feature is a relation times a clue, so that the weights of one reading are a table. For one question.
 */
@SuppressWarnings(
        "EnumOrdinal") // weights stand in this order; another order needs other weights, as another feature does
final class Following {
    /** A logarithm of a probability below this is as good as none. */
    private static final double LEAST = 1e-5;

    private static final double MORE_LIKELY_THAN_NOT = .5;
    private static final double LIKELY = .8;
    private static final double SURE = .95;

    /** In what relation a subject stands to the words and to what was spoken of. */
    enum Relation {
        /** The logarithm of its probability by the words alone; likewise below, by the kind of the subject. */
        ALONE,
        /** The same by the words together with what was spoken of. */
        TOGETHER,
        ALONE_LIKELY,
        ALONE_SURE,
        TOGETHER_MORE_LIKELY,
        TOGETHER_LIKELY,
        TOGETHER_SURE,
        /** The matter spoken of. */
        CURRENT,
        CURRENT_ALONE,
        /** … and all, some, none of the things that are named are its own. */
        CURRENT_OWNS_ALL,
        CURRENT_OWNS_SOME,
        CURRENT_OWNS_NONE,
        /** A matter that is not spoken of, and likely together with what is. */
        OTHER_MORE_LIKELY,
        OTHER_LIKELY,
        BEFORE,
        BEFORE_OWNS,
        NEAR,
        NEAR_OWNS,
        LEADS_TO,
        OFFERED,
        /** The share of what is named that it owns; 1 where it has never heard of it. */
        OWNS,
        FOREIGN,
        TOPIC_LIKELY,
        TOPIC_SURE,
        BUNDLE,
        BUNDLE_ALONE,
        BUNDLE_TOGETHER,
        SMALLTALK,
        SMALLTALK_ALONE,
        SMALLTALK_TOGETHER,
        DECLINE,
        DECLINE_ALONE,
        DECLINE_TOGETHER,
        HANDOFF,
        HANDOFF_ALONE,
        HANDOFF_TOGETHER,
        EMERGENCY,
        EMERGENCY_ALONE,
        EMERGENCY_TOGETHER,
        CLARIFY,
        CLARIFY_ALONE,
        CLARIFY_TOGETHER
    }

    private static final int RELATIONS = Relation.values().length;
    private static final int CLUES = Clue.values().length;

    /** How many features a subject has. */
    static final int SUBJECT_FEATURES = RELATIONS * CLUES;

    // what speaks for an aspect: the logarithms of its probability alone and together, whether it was asked before, of
    // this matter or of any; and each aspect by itself
    private static final int ASPECT_ALONE = 0;
    private static final int ASPECT_TOGETHER = 1;
    private static final int ASPECT_BEFORE = 2;
    private static final int ASPECT_BEFORE_HERE = 3;
    private static final int FIRST_ASPECT = 4;

    /** How many features an aspect has. */
    static int aspectFeatures(Labels labels) {
        return (FIRST_ASPECT + labels.aspectCount()) * CLUES;
    }

    private final Labels labels;
    private final Context context;
    private final Set<String> named;
    private final Set<Clue> clues;

    /** @param familiarity the share of the question's pieces that questions of ours have, 0..1 */
    Following(Labels labels, Context context, Question question, double familiarity) {
        this.labels = labels;
        this.context = context;
        named = labels.telling(Labels.things(question));
        clues = EnumSet.copyOf(Clue.in(question, !named.isEmpty(), familiarity));
        clues.addAll(context.clues());
    }

    /** Whether it may go on with what was spoken of, however unlike any question it is: it names nothing of others'. */
    boolean goesOn() {
        if (context.matter() == null) return false;
        int current = labels.indexOf(context.matter());
        return current >= 0 && labels.thingsOf(current).keySet().containsAll(named);
    }

    /** Whether it is too short to be taken for a published question: 签注呢 goes on with what was spoken of. */
    boolean isInPassing() {
        return clues.contains(Clue.SHORT);
    }

    /** Takes in the matters that the context brings in. */
    void mark(boolean[] in) {
        for (int s = 0; s < in.length; s++)
            if (labels.subject(s) instanceof Subject.OfMatter(var id, var answerable) && context.knows(id))
                in[s] = true;
    }

    /**
     * The features of subjects.
     *
     * @param alone the probability of every subject by the words alone, 0 where it is out of the question; likewise {@code together}
     */
    float[][] subjects(int[] subjects, double[] alone, double[] together) {
        var features = new float[subjects.length][];
        for (int i = 0; i < subjects.length; i++) {
            int s = subjects[i];
            features[i] = byClue(relations(s, alone[s], together[s]));
        }
        return features;
    }

    private float[] relations(int s, double alone, double together) {
        var x = new float[RELATIONS];
        switch (labels.subject(s)) {
            case Subject.OfMatter(var id, var answerable) -> {
                set(x, Relation.ALONE, logarithm(alone));
                set(x, Relation.TOGETHER, logarithm(together));
                set(x, Relation.ALONE_LIKELY, alone > LIKELY);
                set(x, Relation.ALONE_SURE, alone > SURE);
                set(x, Relation.TOGETHER_MORE_LIKELY, together > MORE_LIKELY_THAN_NOT);
                set(x, Relation.TOGETHER_LIKELY, together > LIKELY);
                set(x, Relation.TOGETHER_SURE, together > SURE);
                int known = known(s);
                int owned = owned(s);
                if (id.equals(context.matter())) {
                    set(x, Relation.CURRENT, 1);
                    set(x, Relation.CURRENT_ALONE, logarithm(alone));
                    set(x, Relation.CURRENT_OWNS_ALL, !named.isEmpty() && known == named.size());
                    set(x, Relation.CURRENT_OWNS_SOME, known > 0 && known < named.size());
                    set(x, Relation.CURRENT_OWNS_NONE, !named.isEmpty() && known == 0);
                } else {
                    set(x, Relation.OTHER_MORE_LIKELY, together > MORE_LIKELY_THAN_NOT);
                    set(x, Relation.OTHER_LIKELY, together > LIKELY);
                    set(x, Relation.BEFORE, context.before().contains(id));
                    set(x, Relation.BEFORE_OWNS, owned > 0 && context.before().contains(id));
                    set(x, Relation.NEAR, context.near().contains(id));
                    set(x, Relation.NEAR_OWNS, owned > 0 && context.near().contains(id));
                    set(x, Relation.LEADS_TO, context.leadsTo().contains(id));
                    set(x, Relation.OFFERED, context.offered().contains(id));
                }
                if (!named.isEmpty()) {
                    set(x, Relation.OWNS, owned / (float) named.size());
                    set(x, Relation.FOREIGN, known == 0);
                }
            }
            case Subject.OfBundle bundle -> topic(x, Relation.BUNDLE, alone, together);
            case Subject.OfTopic(var id, var act) -> {
                set(x, Relation.TOPIC_LIKELY, alone > LIKELY);
                set(x, Relation.TOPIC_SURE, alone > SURE);
                switch (act) {
                    case SMALLTALK -> topic(x, Relation.SMALLTALK, alone, together);
                    case DECLINE -> topic(x, Relation.DECLINE, alone, together);
                    case HANDOFF -> topic(x, Relation.HANDOFF, alone, together);
                    case EMERGENCY -> topic(x, Relation.EMERGENCY, alone, together);
                    case CLARIFY -> topic(x, Relation.CLARIFY, alone, together);
                    case OPENING -> throw new IllegalArgumentException("an opening follows nothing");
                }
            }
        }
        return x;
    }

    /** @param kind followed by its relations alone and together */
    private static void topic(float[] x, Relation kind, double alone, double together) {
        x[kind.ordinal()] = 1;
        x[kind.ordinal() + 1] = logarithm(alone);
        x[kind.ordinal() + 2] = logarithm(together);
    }

    private static void set(float[] x, Relation relation, float value) {
        x[relation.ordinal()] = value;
    }

    private static void set(float[] x, Relation relation, boolean holds) {
        if (holds) x[relation.ordinal()] = 1;
    }

    private int known(int subject) {
        int known = 0;
        for (var thing : named) if (labels.thingsOf(subject).containsKey(thing)) known++;
        return known;
    }

    private int owned(int subject) {
        int owned = 0;
        for (var thing : named) if (labels.thingsOf(subject).getOrDefault(thing, 0f) >= Labels.OWNED) owned++;
        return owned;
    }

    /**
     * The features of every aspect of a subject, by index.
     *
     * @param alone the probability of every aspect by the words alone; likewise {@code together}
     */
    float[][] aspects(int subject, double[] alone, double[] together) {
        boolean here = labels.subject(subject) instanceof Subject.OfMatter(var id, var answerable)
                && id.equals(context.matter());
        var features = new float[labels.aspectCount()][];
        for (int a = 0; a < features.length; a++) {
            var x = new float[FIRST_ASPECT + features.length];
            boolean before = labels.aspect(a).equals(context.aspect());
            x[ASPECT_ALONE] = logarithm(alone[a]);
            x[ASPECT_TOGETHER] = logarithm(together[a]);
            x[ASPECT_BEFORE] = before ? 1 : 0;
            x[ASPECT_BEFORE_HERE] = before && here ? 1 : 0;
            x[FIRST_ASPECT + a] = 1;
            features[a] = byClue(x);
        }
        return features;
    }

    /** Every relation under every clue. */
    private float[] byClue(float[] relations) {
        var features = new float[relations.length * CLUES];
        for (int r = 0; r < relations.length; r++)
            if (relations[r] != 0) for (var clue : clues) features[r * CLUES + clue.ordinal()] = relations[r];
        return features;
    }

    /** Whether a subject can be meant at all where something was said before. */
    static boolean canFollow(Subject subject) {
        return !(subject instanceof Subject.OfTopic(var id, var act) && act == Topic.Act.OPENING);
    }

    private static float logarithm(double p) {
        return (float) Math.log(Math.max(LEAST, p));
    }
}
