package banshi.assistant.hotline;

import java.util.Locale;

/** Whose voice it is (说话人). */
public enum Speaker {
    CALLER,
    AGENT;

    /** As it is written on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
