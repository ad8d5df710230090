package banshi.assistant.understanding;

/** The places of the largest numbers (最大的几个). */
final class Best {
    private Best() {}

    /** The indices of the {@code most} largest values, the largest first; of equal ones the earlier first. Cost: length × most. */
    static int[] of(float[] values, int most) {
        var best = new int[Math.min(most, values.length)];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (count == best.length && !(values[i] > values[best[count - 1]])) continue;
            int at = count < best.length ? count++ : count - 1;
            for (; at > 0 && values[i] > values[best[at - 1]]; at--) best[at] = best[at - 1];
            best[at] = i;
        }
        return best;
    }

    /** Likewise. */
    static int[] of(double[] values, int most) {
        var floats = new float[values.length];
        for (int i = 0; i < values.length; i++) floats[i] = (float) values[i];
        return of(floats, most);
    }
}
