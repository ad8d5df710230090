package banshi.corpus.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds a file against its JSON Schema (the same file that gives editors completion) and says what is wrong in words that name
 * what is allowed.
 */
final class SchemaCheck {
    private final Schema schema;
    private final JsonNode document;

    /** @param name the schema's file name without {@code .schema.json} */
    SchemaCheck(String name) {
        var resource = "/banshi/corpus/schema/" + name + ".schema.json";
        try (var in = SchemaCheck.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("schema " + resource + " is not on the class path");
            var text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
            document = JsonMapper.shared().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("reading schema " + resource, e);
        }
    }

    List<Complaint> check(YamlFile file) {
        var complaints = new ArrayList<Complaint>();
        for (var error : schema.validate(file.tree())) {
            var pointer = error.getInstanceLocation().toString();
            var property = error.getProperty();
            if (error.getKeyword().equals("additionalProperties") && property != null) pointer += "/" + property;
            var at = file.positions().of(pointer);
            complaints.add(new Complaint(
                    file.name(), at.line(), at.column(), Complaint.Severity.ERROR, field(pointer) + words(error)));
        }
        return complaints;
    }

    private static String field(String pointer) {
        var names = pointer.split("/");
        var last = names[names.length - 1];
        if (last.isEmpty()) return "";
        boolean isIndex = last.chars().allMatch(Character::isDigit);
        return (isIndex && names.length > 1 ? names[names.length - 2] + "[" + last + "]" : last) + ": ";
    }

    private String words(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "unknown field; allowed here: " + allowedFields(error);
            case "required" -> "\"" + error.getProperty() + "\" is missing" + describe(error, error.getProperty());
            case "enum" ->
                "\"" + text(error.getInstanceNode()) + "\" is not allowed; allowed: " + list(error.getSchemaNode());
            case "pattern" ->
                "\"" + shortened(text(error.getInstanceNode())) + "\" does not have the form "
                        + text(error.getSchemaNode()) + meaning(error);
            case "type" ->
                "is " + error.getArguments()[0] + ", but must be " + error.getArguments()[1] + meaning(error);
            case "minItems", "minLength", "minProperties" -> "must not be empty" + meaning(error);
            case "maxLength" -> "is too long; at most " + text(error.getSchemaNode()) + " characters";
            case "uniqueItems" -> "says the same thing twice";
            case "anyOf" -> "must satisfy one of: " + anyOf(error);
            default -> error.getMessage();
        };
    }

    private String anyOf(Error error) {
        var options = error.getSchemaNode();
        if (options == null || !options.isArray()) return error.getMessage();
        return options.valueStream()
                .map(o -> o.has("required") ? "has " + list(o.get("required")) : "is " + text(o.get("type")))
                .collect(Collectors.joining(" or "));
    }

    private String allowedFields(Error error) {
        var properties = parentOf(error).path("properties");
        return String.join(", ", properties.propertyNames());
    }

    private String describe(Error error, String property) {
        var description =
                resolve(parentOf(error).path("properties").path(property)).path("description");
        return description.isString() ? " (" + description.stringValue() + ")" : "";
    }

    private String meaning(Error error) {
        var description = parentOf(error).path("description");
        return description.isString() ? " (" + description.stringValue() + ")" : "";
    }

    /** The schema object that holds the keyword that failed. */
    private JsonNode parentOf(Error error) {
        var pointer = error.getSchemaLocation().getFragment().toString();
        if (pointer.startsWith("#")) pointer = pointer.substring(1);
        int cut = pointer.lastIndexOf('/');
        return document.at(cut <= 0 ? "" : pointer.substring(0, cut));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") && !node.has("description")
                ? document.at(node.get("$ref").stringValue().substring(1))
                : node;
    }

    private static String list(@org.jspecify.annotations.Nullable JsonNode array) {
        return array == null ? "" : array.valueStream().map(SchemaCheck::text).collect(Collectors.joining(", "));
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node == null ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 20) + "…" + text.substring(text.length() - 10);
    }
}
