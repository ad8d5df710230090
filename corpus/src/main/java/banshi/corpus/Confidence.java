package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well a fact is founded (置信): checked against the original text, seen in a retelling, or not checked. */
public enum Confidence {
    @JsonProperty("high")
    HIGH,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("low")
    LOW
}
