package banshi.corpus.yaml;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How content records look as JSON (内容的 JSON 形式): kebab-case names, absent lists empty. The YAML files bind through it, and a
 * compiled release keeps its content in it.
 */
public final class ContentJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(List.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, o -> o.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_EMPTY))
            .build();

    private ContentJson() {}

    /** Thread-safe. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * What lies beside its type on the class path, as part of the program.
     *
     * @param name of the file
     * @throws UncheckedIOException if it is not there
     */
    public static <T> T resource(Class<T> type, String name) {
        try (var in = type.getResourceAsStream(name)) {
            if (in == null) throw new IOException(name + " is not on the class path");
            return MAPPER.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " of " + type.getSimpleName(), e);
        }
    }
}
