package banshi.channels.curation;

import banshi.corpus.AspectId;
import banshi.corpus.MatterId;

/**
 * What the template that answers everybody about an aspect of a matter is to say instead (改口径).
 *
 * @param words as somebody said them, without tags
 */
public record Rewording(MatterId matter, AspectId aspect, Form form, String words) {
    /** Which of the two forms of a template (模板的两种写法). */
    public enum Form {
        /** The written one. */
        TEXT,
        /** What is said on the telephone. */
        SPOKEN
    }
}
