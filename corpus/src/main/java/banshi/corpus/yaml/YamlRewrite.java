package banshi.corpus.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes a YAML file where it says something else now (改写), and nowhere else.
 *
 * <p>The lines of a file belong to the fields and the items of lists that begin on them; blank lines and remarks belong to what
 * follows. What says the same keeps its lines, a field or item that changed is looked into as far as its parts begin on lines of
 * their own, and is written anew where they do not. The caller makes sure that the outcome says what it should.
 */
final class YamlRewrite {
    private final List<String> lines;
    private final Positions positions;

    private YamlRewrite(String text, Positions positions) {
        this.lines = Arrays.asList(text.split("\n", -1));
        this.positions = positions;
    }

    static String rewritten(String text, JsonNode before, Positions positions, JsonNode now) {
        var rewrite = new YamlRewrite(text, positions);
        int end = rewrite.lines.size();
        while (end > 0 && rewrite.lines.get(end - 1).isBlank()) end--;
        return rewrite.mapping("", (ObjectNode) before, (ObjectNode) now, 0, end)
                        .map(lines -> String.join("\n", lines))
                        .orElse("")
                + "\n";
    }

    /**
     * What belongs to a field or an item.
     *
     * @param head where the remarks above it begin
     * @param from its first line
     * @param to behind its last
     */
    private record Part(int head, int from, int to) {}

    /** The parts of a region, whose first lines are given in order; nothing if they are not apart from each other. */
    private Optional<List<Part>> parts(List<Positions.Position> begins, int from, int to) {
        var parts = new ArrayList<Part>();
        int head = from;
        for (int i = 0; i < begins.size(); i++) {
            int first = begins.get(i).line() - 1;
            if (first < head) return Optional.empty();
            int next = i + 1 < begins.size() ? begins.get(i + 1).line() - 1 : to;
            if (next <= first || next > to) return Optional.empty();
            int end = next;
            if (i + 1 < begins.size()) {
                int column = begins.get(i + 1).column() - 1;
                while (end > first + 1 && isRemark(lines.get(end - 1), column)) end--;
            }
            parts.add(new Part(head, first, end));
            head = end;
        }
        return Optional.of(parts);
    }

    /** A blank line, or a remark no deeper than what follows it: deeper ones are words of a text. */
    private static boolean isRemark(String line, int column) {
        var words = line.stripLeading();
        return words.isBlank() || (words.startsWith("#") && line.length() - words.length() <= column);
    }

    /** The lines of a mapping whose fields begin on lines of their own, the first perhaps behind the dash of an item. */
    private Optional<List<String>> mapping(String pointer, ObjectNode before, ObjectNode now, int from, int to) {
        var begins = new ArrayList<Positions.Position>();
        for (var name : before.propertyNames()) begins.add(positions.of(pointer + "/" + Positions.escape(name)));
        if (begins.isEmpty()
                || begins.stream().map(Positions.Position::column).distinct().count() > 1) return Optional.empty();
        int indent = begins.getFirst().column() - 1;
        var found = parts(begins, from, to);
        if (found.isEmpty()) return Optional.empty();
        var parts = new LinkedHashMap<String, Part>();
        for (var name : before.propertyNames()) parts.put(name, found.get().get(parts.size()));
        var first = parts.values().iterator().next();
        var lead = lines.get(first.from()).substring(0, indent); // blanks, or blanks and a dash
        var out = new ArrayList<String>();
        var begun = false;
        for (var name : order(before.propertyNames(), now)) {
            var value = now.get(name);
            var part = parts.get(name);
            var body = new ArrayList<String>();
            if (part == null) {
                if (pointer.isEmpty() && parts.containsKey("id") && YamlText.isSection(name, value)) out.add("");
                body.addAll(YamlText.field(name, value, indent));
            } else {
                out.addAll(lines.subList(part.head(), part.from()));
                body.addAll(field(pointer, name, before.get(name), value, part, indent));
            }
            // the dash stands before whichever field is first now
            body.set(0, (begun ? " ".repeat(indent) : lead) + body.getFirst().substring(indent));
            begun = true;
            out.addAll(body);
        }
        return Optional.of(out);
    }

    /** The fields there are now: those there were in their order, each new one behind the one it follows. */
    private static List<String> order(Iterable<String> before, ObjectNode now) {
        var order = new ArrayList<String>();
        for (var name : before) if (isThere(now, name)) order.add(name);
        var previous = -1;
        for (var name : now.propertyNames()) {
            if (!isThere(now, name)) continue;
            if (order.contains(name)) previous = order.indexOf(name);
            else order.add(++previous, name);
        }
        return order;
    }

    private static boolean isThere(ObjectNode now, String name) {
        var value = now.get(name);
        return value != null && !value.isNull() && !(value.isObject() && value.isEmpty());
    }

    private List<String> field(String pointer, String name, JsonNode before, JsonNode now, Part part, int indent) {
        var at = pointer + "/" + Positions.escape(name);
        if (NormalForm.same(wrapped(name, before), wrapped(name, now))) return lines.subList(part.from(), part.to());
        var deeper = switch (now) {
            case ObjectNode object
            when before instanceof ObjectNode old -> mapping(at, old, object, part.from() + 1, part.to());
            case ArrayNode array
            when before instanceof ArrayNode old -> sequence(at, old, array, part.from() + 1, part.to());
            default -> Optional.<List<String>>empty();
        };
        if (deeper.isEmpty()) return YamlText.field(name, now, indent);
        var all = new ArrayList<String>();
        all.add(lines.get(part.from()));
        all.addAll(deeper.get());
        return all;
    }

    /** With its name, for a name says how its value is compared. */
    private static JsonNode wrapped(String name, JsonNode value) {
        return tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().set(name, value);
    }

    /** The lines of a list whose items begin on lines of their own, behind a dash. */
    private Optional<List<String>> sequence(String pointer, ArrayNode before, ArrayNode now, int from, int to) {
        if (before.isEmpty() || now.isEmpty()) return Optional.empty();
        var begins = new ArrayList<Positions.Position>();
        for (int i = 0; i < before.size(); i++) {
            var at = positions.of(pointer + "/" + i);
            if (at.line() > lines.size()) return Optional.empty();
            int dash = lines.get(at.line() - 1).indexOf('-');
            if (dash < 0 || !lines.get(at.line() - 1).substring(0, dash).isBlank()) return Optional.empty();
            begins.add(new Positions.Position(at.line(), dash + 1));
        }
        int indent = begins.getFirst().column() - 1;
        var found = parts(begins, from, to);
        if (found.isEmpty()) return Optional.empty();
        var parts = found.get();
        var onOneLine = lines.get(parts.getFirst().from()).startsWith("- {", indent);
        var kept = same(before, now);
        var free = new TreeSet<Integer>();
        for (int i = 0; i < before.size(); i++) if (!kept.containsValue(i)) free.add(i);
        var out = new ArrayList<String>();
        for (int i = 0; i < now.size(); i++) {
            var item = now.get(i);
            var old = kept.get(i);
            if (old != null) {
                out.addAll(lines.subList(parts.get(old).head(), parts.get(old).to()));
                continue;
            }
            var changed = counterpart(before, item, free);
            if (changed.isEmpty()) {
                out.addAll(YamlText.item(item, indent, onOneLine));
                continue;
            }
            free.remove(changed.get());
            var part = parts.get(changed.get());
            out.addAll(lines.subList(part.head(), part.from()));
            out.addAll(item(pointer + "/" + changed.get(), before.get(changed.get()), item, part, indent));
        }
        return Optional.of(out);
    }

    private List<String> item(String pointer, JsonNode before, JsonNode now, Part part, int indent) {
        var flows = lines.get(part.from()).startsWith("- {", indent);
        if (!flows && before instanceof ObjectNode old && now instanceof ObjectNode object) {
            var deeper = mapping(pointer, old, object, part.from(), part.to());
            if (deeper.isPresent()) return deeper.get();
        }
        return YamlText.item(now, indent, flows);
    }

    /** Which item of before each item now is, for those that say the same. */
    private static Map<Integer, Integer> same(ArrayNode before, ArrayNode now) {
        var kept = new LinkedHashMap<Integer, Integer>();
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < now.size(); i++) {
            for (int k = 0; k < before.size(); k++) {
                if (taken.contains(k) || !NormalForm.same(before.get(k), now.get(i))) continue;
                taken.add(k);
                kept.put(i, k);
                break;
            }
        }
        return kept;
    }

    private static Optional<Integer> counterpart(ArrayNode before, JsonNode item, Set<Integer> free) {
        if (!item.path("id").isString()) return Optional.empty();
        return free.stream()
                .filter(k -> before.get(k).path("id").equals(item.path("id")))
                .findFirst();
    }
}
