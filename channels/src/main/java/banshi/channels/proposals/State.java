package banshi.channels.proposals;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of a proposal (建议状态). */
public enum State {
    /** An editor should look at it. */
    OPEN,
    /** A draft was opened with it. */
    DRAFTED,
    /** It is not taken up. */
    DECLINED;

    /** All, as they are written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(State::word).toList();

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one that is written so.
     *
     * @throws IllegalArgumentException if it is none of {@link #WORDS}
     */
    public static State of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
