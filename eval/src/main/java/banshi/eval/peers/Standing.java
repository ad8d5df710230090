package banshi.eval.peers;

import banshi.assistant.metrics.Paired;
import banshi.eval.metrics.Latency;
import banshi.eval.metrics.Measurement;
import java.time.Duration;

/** How one peer did (对照结果). */
public sealed interface Standing {
    /** The peer's name. */
    String name();

    /** What it is and how it was asked. */
    String about();

    /**
     * It was asked everything (已评测).
     *
     * @param learned how long it took to start and to learn
     * @param measured forced top-1 figures; the others mean nothing here
     * @param latency of one question, one caller, warmed up
     */
    record Measured(String name, String about, Duration learned, Measurement measured, Latency latency)
            implements Standing {
        /** Whether this one is better or worse than another by more than chance, by pairs of matter and aspect. */
        public Paired against(Measured other) {
            return Paired.of(rights(), other.rights());
        }

        private boolean[] rights() {
            var singles = measured.results().singles();
            var rights = new boolean[singles.size()];
            for (int i = 0; i < rights.length; i++) rights[i] = singles.get(i).isTop1Right();
            return rights;
        }

        /** How many times as long as another it takes, at this percentile; NaN where the other takes no time at all. */
        public double timesAsLongAs(Measured other, double share) {
            double others = other.latency.millis(share);
            return others == 0 ? Double.NaN : latency.millis(share) / others;
        }
    }

    /**
     * It could not take part, or failed on the way (未评测).
     *
     * @param why with what to install, or the last that it said
     */
    record NotMeasured(String name, String about, String why) implements Standing {}
}
