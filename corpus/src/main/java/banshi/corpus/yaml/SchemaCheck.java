package banshi.corpus.yaml;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
            document = JsonMapper.shared().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("reading schema " + resource, e);
        }
    }

    List<Complaint> check(YamlFile file) {
        var complaints = new ArrayList<Complaint>();
        var alternatives = new HashSet<String>();
        for (var error : schema.validate(file.tree())) {
            var pointer = error.getInstanceLocation().toString();
            var location = location(error);
            int cut = location.indexOf("/anyOf/");
            if (cut >= 0) { // every branch says why it does not fit; say once what does
                var whole = alternative(pointer, error.getEvaluationPath().toString());
                if (alternatives.add(whole))
                    complaints.add(complaint(file, whole, anyOf(document.at(location.substring(0, cut)))));
                continue;
            }
            var property = error.getProperty();
            boolean namesField =
                    List.of("additionalProperties", "propertyNames").contains(error.getKeyword());
            if (namesField && property != null) pointer += "/" + Positions.escape(property);
            complaints.add(complaint(file, pointer, words(error)));
        }
        return complaints;
    }

    private static Complaint complaint(YamlFile file, String pointer, String what) {
        var at = file.positions().of(pointer);
        return new Complaint(file.name(), at.line(), at.column(), Complaint.Severity.ERROR, field(pointer) + what);
    }

    /** The node that has alternatives: what the branch looked at below it is cut off. */
    private static String alternative(String pointer, String evaluation) {
        var below = evaluation.substring(evaluation.lastIndexOf("/anyOf/")).split("/items(?=/)", -1).length - 1;
        var whole = pointer;
        for (int i = 0; i < below; i++) whole = whole.substring(0, whole.lastIndexOf('/'));
        return whole;
    }

    private static String field(String pointer) {
        var names = pointer.split("/");
        var last = Positions.unescape(names[names.length - 1]);
        if (last.isEmpty()) return "";
        boolean isIndex = last.chars().allMatch(Character::isDigit);
        return (isIndex && names.length > 1 ? names[names.length - 2] + "[" + last + "]" : last) + ": ";
    }

    private String words(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "unknown field; allowed here: " + allowedFields(error);
            case "required" ->
                "the field " + error.getProperty() + " is missing" + describe(error, error.getProperty());
            case "propertyNames" ->
                "the name does not fit: "
                        + description(document.at("/$defs/id")).orElse(text(error.getSchemaNode()));
            case "enum" ->
                "\"" + text(error.getInstanceNode()) + "\" is not allowed; allowed: " + list(error.getSchemaNode());
            case "pattern" ->
                "\"" + shortened(text(error.getInstanceNode())) + "\" does not fit: "
                        + description(parentOf(error)).orElse(text(error.getSchemaNode()));
            case "type" -> type(error) + meaning(error);
            case "minLength", "minProperties" -> "must not be empty" + meaning(error);
            case "minItems" ->
                (text(error.getSchemaNode()).equals("1")
                                ? "must not be empty"
                                : "needs at least " + text(error.getSchemaNode()))
                        + meaning(error);
            case "maxLength" -> "is too long; at most " + text(error.getSchemaNode()) + " characters";
            case "uniqueItems" -> "says the same thing twice";
            default -> error.getMessage();
        };
    }

    private static String type(Error error) {
        var is = String.valueOf(error.getArguments()[0]);
        var wanted = String.valueOf(error.getArguments()[1]);
        if (is.equals("null")) return "must not be empty";
        var quotes = wanted.equals("string")
                && List.of("number", "integer", "boolean").contains(is);
        return "is " + kind(is) + ", but must be " + kind(wanted) + (quotes ? "; put it in quotes" : "");
    }

    private static String kind(String type) {
        return switch (type) {
            case "object" -> "a group of fields";
            case "array" -> "a list";
            case "string" -> "text";
            case "boolean" -> "true or false";
            case "number", "integer" -> "a number";
            default -> type;
        };
    }

    private static String anyOf(JsonNode node) {
        var branches = node.get("anyOf").valueStream().toList();
        if (branches.stream().allMatch(b -> b.has("required")))
            return "needs one of the fields "
                    + branches.stream().map(b -> list(b.get("required"))).collect(Collectors.joining(", "));
        return "does not fit: " + description(node).orElse(node.get("anyOf").toString());
    }

    private String allowedFields(Error error) {
        var properties = parentOf(error).path("properties");
        return String.join(", ", properties.propertyNames());
    }

    private String describe(Error error, String property) {
        var node = resolve(parentOf(error).path("properties").path(property));
        return description(node).map(d -> " (" + d + ")").orElse("");
    }

    private String meaning(Error error) {
        return description(parentOf(error)).map(d -> " (" + d + ")").orElse("");
    }

    private static Optional<String> description(JsonNode node) {
        var description = node.path("description");
        return description.isString() ? Optional.of(description.stringValue()) : Optional.empty();
    }

    /** The schema object that holds the keyword that failed. */
    private JsonNode parentOf(Error error) {
        var pointer = location(error);
        int cut = pointer.lastIndexOf('/');
        return document.at(cut <= 0 ? "" : pointer.substring(0, cut));
    }

    /** Of the keyword that failed, within the schema, references followed. */
    private static String location(Error error) {
        var pointer = error.getSchemaLocation().getFragment().toString();
        return pointer.startsWith("#") ? pointer.substring(1) : pointer;
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") && !node.has("description")
                ? document.at(node.get("$ref").stringValue().substring(1))
                : node;
    }

    private static String list(@Nullable JsonNode array) {
        return array == null ? "" : array.valueStream().map(SchemaCheck::text).collect(Collectors.joining(", "));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 20) + "…" + text.substring(text.length() - 10);
    }
}
