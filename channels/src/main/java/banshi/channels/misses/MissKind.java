package banshi.channels.misses;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How it is known that a turn was answered badly (没答好的种类). */
public enum MissKind {
    /** The assistant asked back. */
    ASKED_BACK,
    /** It did not know what was meant. */
    UNRECOGNISED,
    /** It took the question for none of ours. */
    DECLINED,
    /** A person was asked for after it, or it was passed on. */
    HANDED_OFF,
    /** Staff who took over said something themselves. */
    CORRECTED,
    /** The citizen said that the answer did not help. */
    UNHELPFUL,
    /** The last question of a conversation that was rated badly. */
    BADLY_RATED,
    /** An agent refused what was suggested in a call. */
    CARD_REJECTED,
    /** An agent said it in other words. */
    CARD_EDITED,
    /** A call ended without an answer that could have been said. */
    NO_ANSWER,
    /** An agent searched and found nothing. */
    NOT_FOUND;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MissKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Several, as they are kept. */
    static String words(Set<MissKind> kinds) {
        return kinds.stream().sorted().map(MissKind::word).collect(Collectors.joining(","));
    }

    static Set<MissKind> set(String words) {
        return Arrays.stream(words.split(","))
                .map(MissKind::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(MissKind.class)));
    }
}
