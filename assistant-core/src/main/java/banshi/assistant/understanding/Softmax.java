package banshi.assistant.understanding;

/** Scores to probabilities, in place (归一化指数). */
final class Softmax {
    private Softmax() {}

    /** p(i) = exp(s(i)) / Σ exp(s(j)). */
    static void probabilities(float[] scores) {
        float best = best(scores);
        double all = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(scores[i] - best);
            all += scores[i];
        }
        for (int i = 0; i < scores.length; i++) scores[i] /= (float) all;
    }

    /** log p(i), which keeps apart what is far below 1. */
    static void logarithms(float[] scores) {
        float best = best(scores);
        double all = 0;
        for (float score : scores) all += Math.exp(score - best);
        float whole = best + (float) Math.log(all);
        for (int i = 0; i < scores.length; i++) scores[i] -= whole;
    }

    private static float best(float[] scores) {
        float best = Float.NEGATIVE_INFINITY;
        for (float score : scores) best = Math.max(best, score);
        return best;
    }
}
