package banshi.corpus;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When something applies (适用情形): every named situation must have one of the named options. Structured data, not an
 * expression language: all-of over situations, any-of over the options of one. The empty {@code When} always applies.
 *
 * @param anyOf situation id → the options of which one must hold; never an empty list
 */
public record When(@JsonValue Map<String, List<String>> anyOf) {
    public static final When ALWAYS = new When(Map.of());

    public When {
        var copy = new LinkedHashMap<String, List<String>>();
        anyOf.forEach((situation, options) -> {
            if (options.isEmpty()) throw new IllegalArgumentException("when " + situation + " names no option");
            copy.put(situation, List.copyOf(options));
        });
        anyOf = java.util.Collections.unmodifiableMap(copy);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static When of(
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) Map<String, List<String>> anyOf) {
        return new When(anyOf);
    }

    public boolean always() {
        return anyOf.isEmpty();
    }
}
