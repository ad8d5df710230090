package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The answer to a question of whether (结论): 可以, 不可以, 看情况. */
public enum Verdict {
    @JsonProperty("yes")
    YES,
    @JsonProperty("no")
    NO,
    @JsonProperty("depends")
    DEPENDS
}
