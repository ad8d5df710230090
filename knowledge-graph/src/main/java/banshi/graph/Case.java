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
        arises = new byte[told.length];
        work();
    }

    /** Supposes an answer. */
    void tell(int situation, int option) {
        told[situation] = (byte) option;
        work();
    }

    /** Takes it back. */
    void forget(int situation) {
        told[situation] = NONE;
        work();
    }

    boolean isTold(int situation) {
        return told[situation] != NONE;
    }

    /** The place of the option that was told; -1 for none. */
    int told(int situation) {
        return told[situation];
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
            if (told[situation] == NONE) truth = UNKNOWN;
            else if (!terms.fits(i, told[situation])) return NO;
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
            if (told[situation] != NONE) likelihood *= terms.fits(i, told[situation]) ? 1 : 0;
            else
                likelihood *=
                        matter.share(terms, i) * (arises[situation] == YES ? 1 : likelihood(matter.arises(situation)));
        }
        return likelihood;
    }

    private void work() {
        for (int situation : matter.order()) arises[situation] = truth(matter.arises(situation));
    }
}
