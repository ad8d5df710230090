package banshi.corpus.outside;

import banshi.corpus.yaml.ContentJson;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A tree as a clerk would write it in YAML (YAML 文本): short things on one line, long text below its name. */
final class YamlText {
    /** Needs no quotes, whatever reads it. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?!(?:yes|no|true|false|null|on|off|y|n)$)[\\p{IsHan}A-Za-z][\\p{IsHan}A-Za-z0-9、，（）《》〔〕“”-]*",
            Pattern.CASE_INSENSITIVE);

    private static final int SHORT = 100;

    private YamlText() {}

    static String of(JsonNode tree) {
        var text = new StringBuilder();
        fields(tree, "", text);
        return text.toString();
    }

    private static void fields(JsonNode object, String indent, StringBuilder to) {
        for (var field : object.properties()) {
            to.append(indent).append(scalar(field.getKey())).append(':');
            value(field.getValue(), indent, to);
        }
    }

    private static void value(JsonNode value, String indent, StringBuilder to) {
        if (value.isString() && value.stringValue().contains("\n")) {
            to.append(" |\n");
            value.stringValue()
                    .lines()
                    .forEach(line -> to.append(line.isEmpty() ? "" : indent + "  " + line)
                            .append('\n'));
        } else if (isShort(value)) to.append(' ').append(flow(value)).append('\n');
        else if (value.isArray()) {
            to.append('\n');
            for (var item : value) item(item, indent + "  ", to);
        } else {
            to.append('\n');
            fields(value, indent + "  ", to);
        }
    }

    private static void item(JsonNode item, String indent, StringBuilder to) {
        if (isShort(item)) {
            to.append(indent).append("- ").append(flow(item)).append('\n');
            return;
        }
        var below = new StringBuilder();
        fields(item, indent + "  ", below);
        to.append(indent).append("- ").append(below, indent.length() + 2, below.length());
    }

    private static boolean isShort(JsonNode value) {
        if (!value.isContainer()) return true;
        boolean plain = value.valueStream()
                .noneMatch(v -> v.isObject() || (v.isString() && v.stringValue().contains("\n")));
        return value.isEmpty() || (plain && flow(value).length() <= SHORT);
    }

    private static String flow(JsonNode value) {
        if (value.isArray()) return value.valueStream().map(YamlText::flow).collect(Collectors.joining(", ", "[", "]"));
        if (value.isObject())
            return value.propertyStream()
                    .map(f -> scalar(f.getKey()) + ": " + flow(f.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        return value.isString() ? scalar(value.stringValue()) : value.toString();
    }

    private static String scalar(String text) {
        return PLAIN.matcher(text).matches() ? text : ContentJson.mapper().writeValueAsString(text);
    }
}
