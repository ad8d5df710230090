package banshi.channels.conversation;

import banshi.assistant.Stage;
import banshi.assistant.StageWatch;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** How the time of one reply went (分段计时): its stages, each from its beginning to that of the next. For the thread that makes the reply. */
public final class Laps implements StageWatch {
    private static final int USUAL = 8;

    private final LongSupplier clock;
    private final long begun;
    private Stage[] stages = new Stage[USUAL];
    private long[] from = new long[USUAL];
    private int count;
    private long whole;

    /** A stage that was, in nanoseconds since the reply was begun. */
    @FunctionalInterface
    public interface Lap {
        /** One lap. */
        void was(Stage stage, long from, long to);
    }

    /**
     * The reply is begun.
     *
     * @param clock nanoseconds since any moment
     */
    Laps(LongSupplier clock) {
        this.clock = clock;
        begun = clock.getAsLong();
    }

    @Override
    public void begins(Stage stage) {
        if (count == stages.length) {
            stages = Arrays.copyOf(stages, 2 * count);
            from = Arrays.copyOf(from, 2 * count);
        }
        stages[count] = stage;
        from[count++] = clock.getAsLong() - begun;
    }

    /** The reply is made. */
    void end() {
        whole = clock.getAsLong() - begun;
    }

    /** Nanoseconds of the whole reply. */
    public long whole() {
        return whole;
    }

    /** Tells of the stages in their order; one that came again is told of again. */
    public void each(Lap lap) {
        for (int i = 0; i < count; i++) lap.was(stages[i], from[i], i + 1 < count ? from[i + 1] : whole);
    }

    /** Whether there was such a stage. */
    boolean had(Stage stage) {
        for (int i = 0; i < count; i++) if (stages[i] == stage) return true;
        return false;
    }

    /** Nanoseconds of a stage, however often it came. */
    long of(Stage stage) {
        long sum = 0;
        for (int i = 0; i < count; i++) if (stages[i] == stage) sum += (i + 1 < count ? from[i + 1] : whole) - from[i];
        return sum;
    }
}
