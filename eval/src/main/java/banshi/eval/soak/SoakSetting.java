package banshi.eval.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a soak is to be (长稳测试设置).
 *
 * @param launcher the program that understands {@code serve}
 * @param talks what citizens say, turn by turn; no conversation is empty
 * @param time for which it is asked
 * @param visitsPerSecond citizens who come within a second, to say some three things each
 * @param seed decides who says what how
 * @param log file for what the server prints
 * @param progress told what is being done, in words for a terminal
 */
public record SoakSetting(
        Path launcher,
        List<List<String>> talks,
        Duration time,
        double visitsPerSecond,
        long seed,
        Path log,
        Consumer<String> progress) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if there are no talks, or a time or rate is not positive
     */
    public SoakSetting {
        talks = talks.stream().map(List::copyOf).toList();
        if (talks.isEmpty() || talks.stream().anyMatch(List::isEmpty))
            throw new IllegalArgumentException("there is nothing to say: the talks are none, or one of them is empty");
        if (!time.isPositive()) throw new IllegalArgumentException("time is " + time + "; it must be positive");
        if (!(visitsPerSecond > 0))
            throw new IllegalArgumentException("rate is " + visitsPerSecond + "; it must be above 0");
    }
}
