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
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds a file against its JSON Schema (the same file that gives editors completion) and says what is wrong, in Chinese words
 * that name what is allowed.
 */
final class SchemaCheck {
    private static final String EMPTY = "不能空着；请填写";

    private final Schema schema;
    private final JsonNode document;

    /** @param name the schema's file name without {@code .schema.json} */
    SchemaCheck(String name) {
        this(name, false);
    }

    /** @param imported whether {@code name.imported.json}, where there is one, loosens the schema (a merge patch, RFC 7396) */
    SchemaCheck(String name, boolean imported) {
        var whole = document(name);
        document = imported
                ? resource(name + ".imported.json").map(p -> patched(whole, p)).orElse(whole)
                : whole;
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document.toString(), InputFormat.JSON);
    }

    static JsonNode document(String name) {
        return resource(name + ".schema.json")
                .orElseThrow(() -> new IllegalStateException("schema " + name + " is not on the class path"));
    }

    private static Optional<JsonNode> resource(String file) {
        var resource = "/banshi/corpus/schema/" + file;
        try (var in = SchemaCheck.class.getResourceAsStream(resource)) {
            if (in == null) return Optional.empty();
            return Optional.of(JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading schema " + resource, e);
        }
    }

    private static JsonNode patched(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) return patch;
        var result = target instanceof ObjectNode object
                ? object.deepCopy()
                : JsonMapper.shared().createObjectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) result.remove(change.getKey());
            else result.set(change.getKey(), patched(result.path(change.getKey()), change.getValue()));
        }
        return result;
    }

    /** One file at a time: the library resolves its references while it checks. */
    synchronized List<Complaint> check(YamlFile file) {
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
        return (isIndex && names.length > 1
                        ? names[names.length - 2] + " 第 " + (Integer.parseInt(last) + 1) + " 项"
                        : last)
                + "：";
    }

    private String words(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "没有这个字段；这里可以写：" + allowedFields(error);
            case "required" -> "缺少字段 " + error.getProperty() + "；请补上" + describe(error, error.getProperty());
            case "propertyNames" ->
                "这个名字写法不对；应当是：" + description(document.at("/$defs/id")).orElse(text(error.getSchemaNode()));
            case "enum" -> "不能写“" + text(error.getInstanceNode()) + "”；可以写：" + list(error.getSchemaNode());
            case "pattern" ->
                "“" + shortened(text(error.getInstanceNode())) + "”写法不对；应当是："
                        + description(parentOf(error)).orElse(text(error.getSchemaNode()));
            case "type" -> type(error) + meaning(error);
            case "minLength", "minProperties" -> EMPTY + meaning(error);
            case "minItems" ->
                (text(error.getSchemaNode()).equals("1") ? EMPTY : "项数太少；至少要有 " + text(error.getSchemaNode()) + " 项")
                        + meaning(error);
            case "maxLength" -> "太长了；最多 " + text(error.getSchemaNode()) + " 个字";
            case "uniqueItems" -> "有重复的内容；同样的只写一次";
            default -> "写法不对；请对照别的内容文件改（" + error.getMessage() + "）";
        };
    }

    private static String type(Error error) {
        var is = String.valueOf(error.getArguments()[0]);
        var wanted = String.valueOf(error.getArguments()[1]);
        if (is.equals("null")) return EMPTY;
        var quotes = wanted.equals("string")
                && List.of("number", "integer", "boolean").contains(is);
        return "写成了" + kind(is) + "；应当是" + kind(wanted) + (quotes ? "，请加上引号" : "");
    }

    private static String kind(String type) {
        return switch (type) {
            case "object" -> "一组字段";
            case "array" -> "列表";
            case "string" -> "文字";
            case "boolean" -> " true 或 false";
            case "number", "integer" -> "数字";
            default -> type;
        };
    }

    private static String anyOf(JsonNode node) {
        var branches = node.get("anyOf").valueStream().toList();
        if (branches.stream().allMatch(b -> b.has("required")))
            return "缺少字段；至少要写其中一个："
                    + branches.stream().map(b -> list(b.get("required"))).collect(Collectors.joining("、"));
        return "写法不对；应当是：" + description(node).orElse(node.get("anyOf").toString());
    }

    private String allowedFields(Error error) {
        var properties = parentOf(error).path("properties");
        return String.join("、", properties.propertyNames());
    }

    private String describe(Error error, String property) {
        var node = resolve(parentOf(error).path("properties").path(property));
        return description(node).map(d -> "（" + d + "）").orElse("");
    }

    private String meaning(Error error) {
        return description(parentOf(error)).map(d -> "（" + d + "）").orElse("");
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
        return array == null ? "" : array.valueStream().map(SchemaCheck::text).collect(Collectors.joining("、"));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "" : node.isString() ? node.stringValue() : node.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 20) + "…" + text.substring(text.length() - 10);
    }
}
