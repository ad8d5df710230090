package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A word of the trade (词条) that is never cut apart, with the word it stands for, e.g. 户口本 → 户口簿. */
public record Term(String term, String canonical, Kind kind) {
    /** What sort of word it is (词类). */
    public enum Kind {
        @JsonProperty("thing")
        THING,
        @JsonProperty("action")
        ACTION,
        @JsonProperty("place")
        PLACE,
        @JsonProperty("person")
        PERSON,
        @JsonProperty("phrase")
        PHRASE
    }
}
