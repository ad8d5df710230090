package banshi.channels.orders;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much haste there is (紧急程度). Danger is not among it: that is no work order. */
public enum Urgency {
    NORMAL("一般"),
    URGENT("紧急");

    /** Both, as they are written. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(Urgency::word).toList();

    private final String chinese;

    Urgency(String chinese) {
        this.chinese = chinese;
    }

    /** As agents read it. */
    public String chinese() {
        return chinese;
    }

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Urgency of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
