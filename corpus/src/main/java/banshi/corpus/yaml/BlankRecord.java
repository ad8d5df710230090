package banshi.corpus.yaml;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new record as somebody begins to fill it in (空白记录): what its schema asks for is there and empty, so that the content check says at each field that it is
 * still to be written; of a list that must not be empty as many entries as it must have.
 */
public final class BlankRecord {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode document;

    private BlankRecord(JsonNode document) {
        this.document = document;
    }

    /** A matter. */
    public static ObjectNode matter() {
        var document = SchemaCheck.document("matter");
        return new BlankRecord(document).object(document);
    }

    /** One of the records in the list that gives its file and its schema their name, as {@code bundles}. */
    public static ObjectNode entryOf(String list) {
        var document = SchemaCheck.document(list);
        var blank = new BlankRecord(document);
        return blank.object(
                blank.resolved(document.path("properties").path(list).path("items")));
    }

    private ObjectNode object(JsonNode schema) {
        var object = JSON.objectNode();
        for (var name : schema.path("required")) {
            var field = name.stringValue();
            object.set(field, value(resolved(schema.path("properties").path(field))));
        }
        return object;
    }

    private JsonNode value(JsonNode schema) {
        return switch (schema.path("type").asString("string")) {
            case "object" -> object(schema);
            case "array" -> entries(schema);
            default -> JSON.stringNode("");
        };
    }

    private ArrayNode entries(JsonNode schema) {
        var entries = JSON.arrayNode();
        var entry = resolved(schema.path("items"));
        if (!entry.path("type").asString("").equals("object")) return entries; // a word that is empty is no word
        for (int i = 1; i <= schema.path("minItems").asInt(0); i++) {
            var blank = object(entry);
            if (blank.has("id"))
                blank.put("id", "new-" + i); // which nobody cares for while there is nothing that names it
            entries.add(blank);
        }
        return entries;
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }
}
