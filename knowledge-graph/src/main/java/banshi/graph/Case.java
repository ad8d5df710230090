package banshi.graph;

import java.util.Arrays;

/**
 * One citizen's case of one matter while it is worked out (一案): which option of each situation is known, and which questions
 * arise. For one thread, and short-lived; {@link #tell} and {@link #forget} try an answer out.
 */
final class Case {
    static final byte NO = 0;
    static final byte YES = 1;
    static final byte UNKNOWN = 2;

    private static final byte NONE = -1;

    private final CompiledMatter matter;
    private final byte[] told;

    /** What was told, or is supposed of what is never asked. */
    private final byte[] taken;

    private final byte[] arises;

    Case(CompiledMatter matter, Circumstances circumstances) {
        this.matter = matter;
        told = new byte[matter.situations()];
        Arrays.fill(told, NONE);
        for (var known : circumstances.known().entrySet()) {
            int situation = matter.place(known.getKey());
            int option = situation < 0 ? NONE : matter.option(situation, known.getValue());
            if (option >= 0) told[situation] = (byte) option;
        }
        taken = told.clone();
        for (int s = 0; s < taken.length; s++) if (taken[s] == NONE) taken[s] = unsaid(s);
        for (int s = 0; s < told.length; s++) if (told[s] != NONE) implies(s);
        arises = new byte[told.length];
        work();
    }

    /** Supposes an answer. */
    void tell(int situation, int option) {
        told[situation] = (byte) option;
        taken[situation] = (byte) option;
        work();
    }

    /** Takes it back. */
    void forget(int situation) {
        told[situation] = NONE;
        taken[situation] = unsaid(situation);
        work();
    }

    boolean isTold(int situation) {
        return told[situation] != NONE;
    }

    /** The place of the option that was told; -1 for none. */
    int told(int situation) {
        return told[situation];
    }

    /** Whether it is told, or supposed because nobody is asked about it. */
    boolean isTaken(int situation) {
        return taken[situation] != NONE;
    }

    /** Whether the question arises. */
    byte arises(int situation) {
        return arises[situation];
    }

    /**
     * Whether a condition holds: no, as soon as one situation differs or cannot arise (whether the certificate is at hand, once the
     * child is known to be born abroad); yes, when all are known to fit.
     */
    byte truth(Terms terms) {
        byte truth = YES;
        for (int i = 0; i < terms.size(); i++) {
            int situation = terms.situation(i);
            if (situation < 0 || arises[situation] == NO) return NO;
            if (taken[situation] == NONE) truth = UNKNOWN;
            else if (!terms.fits(i, taken[situation])) return NO;
            else if (told[situation] == NONE && arises[situation] == UNKNOWN) truth = UNKNOWN;
        }
        return truth;
    }

    /**
     * How likely a condition holds, 0..1, were what is not known independent and each first option as likely as the others of its
     * situation together.
     */
    double likelihood(Terms terms) {
        double likelihood = 1;
        for (int i = 0; i < terms.size() && likelihood > 0; i++) {
            int situation = terms.situation(i);
            if (situation < 0 || arises[situation] == NO) return 0;
            if (told[situation] != NONE) {
                likelihood *= terms.fits(i, told[situation]) ? 1 : 0;
                continue;
            }
            if (taken[situation] == NONE) likelihood *= matter.share(terms, i);
            else if (!terms.fits(i, taken[situation])) return 0;
            if (arises[situation] != YES) likelihood *= likelihood(matter.arises(situation));
        }
        return likelihood;
    }

    /** Supposes nothing that would keep a question that was answered from arising. */
    private void implies(int situation) {
        var arising = matter.arises(situation);
        for (int i = 0; i < arising.size(); i++) {
            int named = arising.situation(i);
            if (named < 0 || told[named] != NONE) continue;
            if (taken[named] != NONE && !arising.fits(i, taken[named])) taken[named] = NONE;
            implies(named);
        }
    }

    private byte unsaid(int situation) {
        return matter.situation(situation).isAsked() ? NONE : 0;
    }

    private void work() {
        for (int situation : matter.order()) arises[situation] = truth(matter.arises(situation));
    }
}
