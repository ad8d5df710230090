package banshi.channels.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object field by field and collects what is wrong (字段), so that a caller hears of all of it at once: {@link #requireSound}, before anything
 * that was read is used. Fields that are not asked for are passed over; {@code null} means that a field is absent.
 */
final class JsonFields {
    private static final Pattern REGION = Pattern.compile("[0-9]{6}");

    private final JsonNode object;
    private final String prefix;
    private final List<Problem.Field> wrong;

    /** @throws BadInput if the bytes are no JSON object */
    JsonFields(byte[] body) {
        this(JsonBody.object(body), "", new ArrayList<>());
    }

    private JsonFields(JsonNode object, String prefix, List<Problem.Field> wrong) {
        this.object = object;
        this.prefix = prefix;
        this.wrong = wrong;
    }

    /** The fields of an object inside this one, if there is one; what is wrong with them is wrong with this. */
    @Nullable
    JsonFields object(String field) {
        if (isAbsent(field)) return null;
        var inside = object.path(field);
        if (inside.isObject()) return new JsonFields(inside, prefix + field + ".", wrong);
        refuse(field, "must be an object");
        return null;
    }

    /** The objects of a list, at least one; what is wrong with them is wrong with this. */
    List<JsonFields> objects(String field) {
        var list = object.path(field);
        if (!list.isArray() || list.isEmpty() || !list.valueStream().allMatch(JsonNode::isObject)) {
            refuse(field, "must be a list of objects, at least one");
            return List.of();
        }
        var objects = new ArrayList<JsonFields>();
        for (int i = 0; i < list.size(); i++)
            objects.add(new JsonFields(list.get(i), prefix + field + "." + i + ".", wrong));
        return objects;
    }

    /** All of it, to be read by whoever knows what it is. */
    ObjectNode tree() {
        return (ObjectNode) object;
    }

    /** Any text, which may be empty; empty if it is wrong. */
    String string(String field, int longest) {
        var value = string(field);
        if (value == null) return "";
        if (value.length() > longest || !Sayable.isWellFormed(value))
            refuse(field, "must have at most " + longest + " characters");
        return value;
    }

    /** What somebody said; empty if it is wrong. */
    String text(String field, int longest) {
        var value = optionalText(field, longest);
        if (value != null) return value;
        if (isAbsent(field)) refuse(field, "is missing; " + lengths(longest));
        return "";
    }

    /** What somebody said, if anything. */
    @Nullable
    String optionalText(String field, int longest) {
        var value = string(field);
        if (value == null) return null;
        if (value.length() > longest || !Sayable.isVisible(value)) refuse(field, lengths(longest));
        else if (!Sayable.isWellFormed(value)) refuse(field, "must not hold half a surrogate pair");
        return value;
    }

    /** One of some words; nothing where there is none, or it is another. */
    @Nullable
    String optionalWord(String field, List<String> allowed) {
        var value = string(field);
        if (value == null || allowed.contains(value)) return value;
        refuse(field, "must be one of " + allowed);
        return null;
    }

    /** Something of a form; empty if it is wrong. */
    String match(String field, Pattern form, String rule) {
        var value = optionalMatch(field, form, rule);
        if (value != null) return value;
        if (isAbsent(field)) refuse(field, "is missing; " + rule);
        return "";
    }

    /** Something of a form, or nothing. */
    @Nullable
    String optionalMatch(String field, Pattern form, String rule) {
        var value = string(field);
        if (value != null && !form.matcher(value).matches()) refuse(field, rule);
        return value;
    }

    /** Where somebody lives, or nothing. */
    @Nullable
    String optionalRegion(String field) {
        return optionalMatch(field, REGION, "must be a GB/T 2260 code: six digits");
    }

    /** False if it is wrong. */
    boolean truth(String field) {
        var node = object.path(field);
        if (!node.isBoolean()) refuse(field, "must be true or false");
        return node.isBoolean() && node.booleanValue();
    }

    /** {@code least} if it is wrong. */
    int number(String field, int least, int most) {
        var node = object.path(field);
        if (node.isInt() && node.intValue() >= least && node.intValue() <= most) return node.intValue();
        refuse(field, "must be a whole number, " + least + " to " + most);
        return least;
    }

    /** Some of some words, each once; none where there is no such field. */
    List<String> words(String field, List<String> allowed) {
        if (isAbsent(field)) return List.of();
        var node = object.path(field);
        var values = StreamSupport.stream(node.spliterator(), false)
                .map(value -> value.isString() ? value.stringValue() : "")
                .toList();
        if (node.isArray()
                && allowed.containsAll(values)
                && values.stream().distinct().count() == values.size()) return values;
        refuse(field, "must be a list of these, each once at most: " + allowed);
        return List.of();
    }

    /** All that there are, as they come. */
    List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    boolean isAbsent(String field) {
        return object.path(field).isMissingNode() || object.path(field).isNull();
    }

    void refuse(String field, String rule) {
        wrong.add(new Problem.Field(prefix + field, rule));
    }

    /** @throws BadInput with every field that is wrong */
    void requireSound() {
        if (!wrong.isEmpty()) throw new BadInput(wrong);
    }

    private @Nullable String string(String field) {
        if (isAbsent(field)) return null;
        var node = object.path(field);
        if (node.isString()) return node.stringValue();
        refuse(field, "must be a string");
        return null;
    }

    private static String lengths(int longest) {
        return "must have 1 to " + longest + " characters, one of them visible";
    }
}
