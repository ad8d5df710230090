package banshi.corpus.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes trees as the content files are written by hand (YAML 写法): short things on one line, long texts as blocks. */
final class YamlText {
    /** Lists whose items stand on one line each, between braces. */
    private static final Set<String> SHORT_ITEMS = Set.of(
            "options",
            "process",
            "legal-basis",
            "sources",
            "aspects",
            "platforms",
            "links",
            "phones",
            "steps",
            "shared-materials");

    /** Lists of words that stand on a line each. */
    private static final Set<String> LONG_LISTS = Set.of("says");

    private static final Set<String> SHORT_OBJECTS = Set.of("when", "valid");

    /** What other YAML readers take for true or false. */
    private static final Set<String> TRUTHS = Set.of("yes", "no", "on", "off", "y", "n", "true", "false");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setAllowNonScalarKeys(true).build();

    private YamlText() {}

    /** A whole file: the line that names the schema for editors, then the fields. */
    static String file(String name, JsonNode tree) {
        var folder = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
        var schema = switch (folder) {
            case "" -> name.substring(0, name.length() - ".yaml".length());
            case "matters" -> "matter";
            default -> folder;
        };
        long depth = name.chars().filter(c -> c == '/').count();
        var lines = new ArrayList<String>();
        lines.add("# yaml-language-server: $schema=" + "../".repeat((int) depth + 1) + "schema/" + schema
                + ".schema.json");
        var apart = folder.equals("matters");
        for (var field : tree.properties()) {
            if (isAbsent(field.getValue())) continue;
            if (apart && isSection(field.getKey(), field.getValue())) lines.add("");
            lines.addAll(field(field.getKey(), field.getValue(), 0));
        }
        return String.join("\n", lines) + "\n";
    }

    /** Whether a field of a matter stands apart from the one before it. */
    static boolean isSection(String name, JsonNode value) {
        if (SHORT_OBJECTS.contains(name) || name.equals("sources")) return false;
        return value.isObject()
                || (value.isArray() && !value.isEmpty() && value.get(0).isObject());
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isNull() || (value.isObject() && value.isEmpty());
    }

    /** The lines of one field. */
    static List<String> field(String name, JsonNode value, int indent) {
        var head = " ".repeat(indent) + name + ":";
        return switch (value) {
            case ObjectNode object when SHORT_OBJECTS.contains(name) -> List.of(head + " " + flow(object));
            case ObjectNode object -> {
                var lines = new ArrayList<String>();
                lines.add(head);
                object.properties().stream()
                        .filter(e -> !isAbsent(e.getValue()))
                        .forEach(e -> lines.addAll(field(e.getKey(), e.getValue(), indent + 2)));
                yield lines;
            }
            case ArrayNode array when array.isEmpty() -> List.of(head + " []");
            case ArrayNode array
            when !array.get(0).isObject() && !LONG_LISTS.contains(name) -> List.of(head + " " + flow(array));
            case ArrayNode array -> {
                var lines = new ArrayList<String>();
                lines.add(head);
                array.forEach(item -> lines.addAll(item(item, indent + 2, SHORT_ITEMS.contains(name))));
                yield lines;
            }
            default -> scalar(head, value, indent);
        };
    }

    /** The lines of one item of a list. */
    static List<String> item(JsonNode item, int indent, boolean onOneLine) {
        var dash = " ".repeat(indent) + "- ";
        if (!(item instanceof ObjectNode object)) return List.of(dash + word(item, false));
        if (onOneLine) return List.of(dash + flow(object));
        var lines = new ArrayList<String>();
        object.properties().stream()
                .filter(e -> !isAbsent(e.getValue()))
                .forEach(e -> lines.addAll(field(e.getKey(), e.getValue(), indent + 2)));
        if (lines.isEmpty()) return List.of(dash + "{}");
        lines.set(0, dash + lines.getFirst().substring(indent + 2));
        return lines;
    }

    private static List<String> scalar(String head, JsonNode value, int indent) {
        var text = value.isString() ? value.stringValue() : "";
        if (!text.contains("\n") || !isBlock(text)) return List.of(head + " " + word(value, false));
        var body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        var lines = new ArrayList<String>();
        lines.add(head + " |" + (text.endsWith("\n") ? "" : "-"));
        for (String line : body.split("\n", -1)) lines.add(line.isEmpty() ? "" : " ".repeat(indent + 2) + line);
        return lines;
    }

    /** Whether a text can stand as a block: no blank at its beginning, no empty line at its end, nothing invisible. */
    private static boolean isBlock(String text) {
        return !Character.isWhitespace(text.charAt(0))
                && !text.endsWith("\n\n")
                && text.chars().noneMatch(c -> c != '\n' && needsEscape(c))
                && text.lines().noneMatch(line -> !line.isEmpty() && line.isBlank());
    }

    /** On one line. */
    static String flow(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .filter(e -> !isAbsent(e.getValue()))
                        .map(e -> e.getKey() + ": " + flow(e.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case ArrayNode array -> array.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
            default -> word(value, true);
        };
    }

    private static String word(JsonNode value, boolean inFlow) {
        if (!value.isString()) return value.toString();
        var text = value.stringValue();
        return isPlain(text, inFlow) ? text : quoted(text);
    }

    /** Whether a text reads as itself without quotes, here and in the YAML readers of editors. */
    private static boolean isPlain(String text, boolean inFlow) {
        if (text.isEmpty() || TRUTHS.contains(text.toLowerCase(Locale.ROOT)) || text.startsWith("http")) return false;
        if (text.chars().anyMatch(YamlText::needsEscape)) return false;
        if (DATE.matcher(text).matches()) return true;
        try {
            var around = inFlow ? "{k: " + text + ", z: [" + text + "]}" : "k: " + text + "\n";
            var root = new Compose(SETTINGS).composeString(around);
            return root.filter(MappingNode.class::isInstance)
                    .map(MappingNode.class::cast)
                    .filter(m -> m.getValue().size() == (inFlow ? 2 : 1))
                    .flatMap(m -> string(m.getValue().getFirst().getValueNode()))
                    .filter(text::equals)
                    .isPresent();
        } catch (YamlEngineException e) {
            return false;
        }
    }

    private static Optional<String> string(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    private static boolean needsEscape(int c) {
        int type = Character.getType(c);
        return c == '\uFEFF'
                || c == '\u00A0'
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c == '\n') out.append("\\n");
            else if (c == '\t') out.append("\\t");
            else if (needsEscape(c)) out.append("\\u%04X".formatted((int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
