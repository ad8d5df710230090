package banshi.channels.proposals;

import java.util.Locale;

/** Where proposed words come from (建议来源). */
public enum Source {
    /** A colleague of the department was asked, and answered: the written form. */
    CONSULT,
    /** An agent edited a card before saying it: the spoken form. */
    EDIT;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
