package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a reply template (回复模板), e.g. {@code huji-hukoubu-reissue.can-online}. */
public record TemplateId(@JsonValue String value) implements Comparable<TemplateId> {
    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException if {@code value} is blank
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TemplateId {
        if (value.isBlank()) throw new IllegalArgumentException("template id must not be blank");
    }

    @Override
    public int compareTo(TemplateId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
