package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A question as a citizen would put it (相似问), labelled with what it asks; what understanding learns from. */
public record Phrasing(MatterId matter, AspectId aspect, Style style, String text) {
    /**
     * How it is put (说法). Wrong characters, traditional script and full-width letters are no styles: understanding makes such
     * forms itself.
     */
    public enum Style {
        /** An ordinary sentence. */
        @JsonProperty("plain")
        PLAIN,
        /** Loosely spoken. */
        @JsonProperty("colloquial")
        COLLOQUIAL,
        /** Some words with spaces, as typed into a search box. */
        @JsonProperty("keyword")
        KEYWORD,
        /** A story with the question at its end, of {@value #LONG_LEAST} to {@value #LONG_MOST} characters. */
        @JsonProperty("long")
        LONG,
        /** With words of a region. */
        @JsonProperty("dialect")
        DIALECT,
        /** With English words or letters, or two wishes of which one leads. */
        @JsonProperty("mixed")
        MIXED,
        /** The thing is described and never named. */
        @JsonProperty("euphemism")
        EUPHEMISM,
        /** Goes on with a matter, whose short name stands before it: 换身份证，那多久. What is meant may be another matter. */
        @JsonProperty("follow-up")
        FOLLOW_UP
    }

    /** What stands between the matter spoken of and a follow-up. */
    public static final String GOES_ON = "，";

    /** The shortest story, in characters. */
    public static final int LONG_LEAST = 40;

    /** The longest. */
    public static final int LONG_MOST = 120;
}
