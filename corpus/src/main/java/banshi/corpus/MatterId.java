package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a matter (事项), e.g. {@code huji-hukoubu-reissue}; frozen: matters are added, never renamed. */
public record MatterId(@JsonValue String value) implements Comparable<MatterId> {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MatterId {
        if (value.isBlank()) throw new IllegalArgumentException("matter id must not be blank");
    }

    @Override
    public int compareTo(MatterId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
