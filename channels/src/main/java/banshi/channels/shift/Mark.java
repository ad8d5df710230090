package banshi.channels.shift;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is found of a point of the checklist (质检结论). */
public enum Mark {
    /** As it should be. */
    YES,
    /** Not as it should be. */
    NO,
    /** It did not come to that in this call. */
    NA;

    /** All, as they are written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(Mark::word).toList();

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Mark of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
