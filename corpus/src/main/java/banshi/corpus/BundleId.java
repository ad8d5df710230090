package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a bundle (话题) that is no matter of ours, e.g. {@code marriage}. */
public record BundleId(@JsonValue String value) implements Comparable<BundleId> {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BundleId {
        if (value.isBlank()) throw new IllegalArgumentException("bundle id must not be blank");
    }

    @Override
    public int compareTo(BundleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
