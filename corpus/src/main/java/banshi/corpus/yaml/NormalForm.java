package banshi.corpus.yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether two trees say the same (同样的内容): what is absent is the same as what is false or empty, one option as a list of one. Only
 * {@code asked} is true where it is absent.
 */
public final class NormalForm {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ASKED = "asked";

    private NormalForm() {}

    static boolean same(JsonNode one, JsonNode other) {
        return of(one, "").equals(of(other, ""));
    }

    /** Whether a field with that value says no more than one that is not there. */
    public static boolean isAbsent(String field, JsonNode value) {
        return value.isNull()
                || (value.isContainer() && value.isEmpty())
                || (value.isBoolean() && !value.asBoolean() && !field.equals(ASKED));
    }

    private static JsonNode of(JsonNode node, String field) {
        return switch (node) {
            case ObjectNode object -> object(object, field);
            case ArrayNode array -> {
                var all = JSON.arrayNode();
                array.forEach(item -> all.add(of(item, "")));
                yield all;
            }
            default -> node;
        };
    }

    private static JsonNode object(ObjectNode object, String field) {
        if (field.equals("facts")) { // named facts have an order, other fields have none
            var pairs = JSON.arrayNode();
            object.properties().forEach(e -> pairs.addArray().add(e.getKey()).add(of(e.getValue(), "")));
            return pairs;
        }
        var normal = JSON.objectNode();
        for (var entry : object.properties()) {
            var value = of(entry.getValue(), entry.getKey());
            if (isAbsent(entry.getKey(), value)) continue;
            if (field.equals("when") && !value.isArray())
                value = JSON.arrayNode().add(value);
            normal.set(entry.getKey(), value);
        }
        return normal;
    }
}
