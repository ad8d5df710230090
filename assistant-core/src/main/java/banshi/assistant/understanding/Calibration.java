package banshi.assistant.understanding;

import java.util.List;

/**
 * Turns a score in 0..1 into the share of such scores that are right (校准): logit(p) → slope · logit(p) + shift, fitted to held-out
 * readings by Newton's method. Source: Platt, "Probabilistic outputs for support vector machines", 1999, with his smoothed
 * targets.
 *
 * @param slope above 0: the order of readings never changes
 */
record Calibration(double slope, double shift) {
    private static final double LEAST = 1e-6;
    private static final double LEAST_SLOPE = 1e-3;
    private static final int STEPS = 50;

    /** A held-out reading: the score of the best candidate, and whether it was right. */
    record Outcome(double score, boolean right) {}

    static Calibration fit(List<Outcome> outcomes) {
        double right = outcomes.stream().filter(Outcome::right).count();
        double wrong = outcomes.size() - right;
        double high = (right + 1) / (right + 2);
        double low = 1 / (wrong + 2);
        double a = 1;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 0, gb = 0, haa = 1e-6, hab = 0, hbb = 1e-6;
            for (var outcome : outcomes) {
                double x = logit(outcome.score());
                double p = 1 / (1 + Math.exp(-(a * x + b)));
                double error = p - (outcome.right() ? high : low);
                double curve = Math.max(p * (1 - p), 1e-9);
                ga += error * x;
                gb += error;
                haa += curve * x * x;
                hab += curve * x;
                hbb += curve;
            }
            double det = haa * hbb - hab * hab;
            a -= (hbb * ga - hab * gb) / det;
            b -= (haa * gb - hab * ga) / det;
        }
        if (outcomes.isEmpty()) return new Calibration(1, 0);
        var share = new Calibration(LEAST_SLOPE, Math.log((right + 1) / (wrong + 1)));
        boolean usable = a > 0 && Double.isFinite(a) && Double.isFinite(b);
        if (!usable) return share;
        var fitted = new Calibration(a, b); // Newton's method may run away where scores tell nothing
        return fitted.surprise(outcomes) < share.surprise(outcomes) ? fitted : share;
    }

    /** The negative log-likelihood. */
    private double surprise(List<Outcome> outcomes) {
        double sum = 0;
        for (var outcome : outcomes) {
            double p = apply(outcome.score());
            sum -= Math.log(Math.max(LEAST, outcome.right() ? p : 1 - p));
        }
        return sum;
    }

    double apply(double score) {
        return 1 / (1 + Math.exp(-(slope * logit(score) + shift)));
    }

    private static double logit(double p) {
        double inside = Math.min(1 - LEAST, Math.max(LEAST, p));
        return Math.log(inside / (1 - inside));
    }
}
