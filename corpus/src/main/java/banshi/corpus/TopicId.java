package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a topic (话题) that is no matter of ours, e.g. {@code marriage}. */
public record TopicId(@JsonValue String value) implements Comparable<TopicId> {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TopicId {
        if (value.isBlank()) throw new IllegalArgumentException("topic id must not be blank");
    }

    @Override
    public int compareTo(TopicId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
