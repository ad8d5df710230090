package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names an aspect (问询要素) of a matter, e.g. {@code can-online}; frozen like matter ids. */
public record AspectId(@JsonValue String value) implements Comparable<AspectId> {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AspectId {
        if (value.isBlank()) throw new IllegalArgumentException("aspect id must not be blank");
    }

    @Override
    public int compareTo(AspectId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
