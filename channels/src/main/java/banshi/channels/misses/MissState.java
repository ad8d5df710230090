package banshi.channels.misses;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is to become of a cluster (处理状态). */
public enum MissState {
    /** Somebody should look at it. */
    OPEN,
    /** Not now. */
    PUT_OFF,
    /** None of our business. */
    NOT_OURS,
    /** A release answers it; opens again if it comes back. */
    MENDED;

    /** All, as they are written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(MissState::word).toList();

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The one that is written so.
     *
     * @throws IllegalArgumentException if it is none of {@link #WORDS}
     */
    public static MissState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
