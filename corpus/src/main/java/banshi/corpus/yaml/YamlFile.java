package banshi.corpus.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One YAML 1.2 file as a JSON tree that remembers where every node stood.
 *
 * @param name as complaints show it, relative to the content folder
 */
record YamlFile(String name, JsonNode tree, Positions positions) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Parses; what does not parse goes to {@code complaints} and gives nothing. */
    static Optional<YamlFile> parse(String name, String text, List<Complaint> complaints) {
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setAllowNonScalarKeys(true) // convert says it with a line: it is an unquoted {{fee}}
                .build();
        try {
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, "the file is empty"));
                return Optional.empty();
            }
            var converter = new Converter(name);
            var tree = converter.convert(root.get(), "");
            complaints.addAll(converter.problems);
            return converter.problems.isEmpty()
                    ? Optional.of(new YamlFile(name, tree, converter.positions))
                    : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().or(e::getContextMark).map(YamlFile::position);
            complaints.add(syntax(name, at.orElse(Positions.Position.START), words(e)));
            return Optional.empty();
        } catch (ReaderException e) {
            var before = text.substring(0, Math.min(e.getPosition(), text.length()));
            var at = new Positions.Position(
                    (int) before.chars().filter(c -> c == '\n').count() + 1,
                    before.length() - before.lastIndexOf('\n'));
            complaints.add(syntax(
                    name,
                    at,
                    "the invisible character U+" + "%04X".formatted(e.getCodePoint()) + " stands here; delete it"));
            return Optional.empty();
        } catch (YamlEngineException e) {
            complaints.add(syntax(name, Positions.Position.START, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static Complaint syntax(String name, Positions.Position at, String what) {
        return new Complaint(name, at.line(), at.column(), Complaint.Severity.ERROR, "not YAML: " + what);
    }

    /** The parser's words, and for the usual slips what to do. */
    private static String words(MarkedYamlEngineException e) {
        var problem = e.getProblem();
        if (problem.contains("another document")) return "a second document begins here (---); one file holds one";
        if (problem.contains("TAB")) return "a tab stands here; indent with spaces";
        if (problem.startsWith("mapping values"))
            return "a second colon in one line; put text that contains a colon and a space in quotes";
        var begun = e.getContextMark().map(YamlFile::position);
        return problem
                + begun.map(b -> " (in what begins on line " + b.line() + ")").orElse("")
                + "; look for a missing quote (text that begins with { or [ needs them), bracket or indentation";
    }

    private static Positions.Position position(Mark mark) {
        return new Positions.Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Nodes to JSON, noting where each stood. */
    private static final class Converter {
        private final String name;
        private final Positions positions = new Positions();
        private final List<Complaint> problems = new ArrayList<>();
        private final Set<Node> around = Collections.newSetFromMap(new IdentityHashMap<>());

        Converter(String name) {
            this.name = name;
        }

        JsonNode convert(Node node, String pointer) {
            positions.put(pointer, position(node));
            if (!around.add(node)) {
                problem(node, "*" + node.getAnchor().map(Object::toString).orElse("") + " stands inside itself");
                return JSON.nullNode();
            }
            var converted = switch (node) {
                case MappingNode mapping -> object(mapping, pointer);
                case SequenceNode sequence -> array(sequence, pointer);
                case ScalarNode scalar -> scalar(scalar);
                default -> throw new IllegalStateException("a YAML node of kind " + node.getNodeType());
            };
            around.remove(node);
            return converted;
        }

        private JsonNode object(MappingNode mapping, String pointer) {
            var object = JSON.objectNode();
            var keys = new HashSet<String>();
            for (var tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                    problem(tuple.getKeyNode(), "not YAML: put text that begins with { or [ in quotes");
                    continue;
                }
                var key = keyNode.getValue();
                if (!keys.add(key)) problem(keyNode, "\"" + key + "\" stands here twice; keep one");
                var child = pointer + "/" + Positions.escape(key);
                object.set(key, convert(tuple.getValueNode(), child));
                positions.put(child, position(keyNode)); // a complaint about a field points at its name
            }
            return object;
        }

        private JsonNode array(SequenceNode sequence, String pointer) {
            var array = JSON.arrayNode();
            int i = 0;
            for (var item : sequence.getValue()) array.add(convert(item, pointer + "/" + i++));
            return array;
        }

        private static JsonNode scalar(ScalarNode scalar) {
            var value = scalar.getValue();
            if (scalar.getTag().equals(Tag.BOOL)) return JSON.booleanNode(Boolean.parseBoolean(value));
            if (scalar.getTag().equals(Tag.NULL)) return JSON.nullNode();
            if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) return number(value);
            return JSON.stringNode(value);
        }

        private static JsonNode number(String value) {
            try {
                return JSON.numberNode(new BigDecimal(value));
            } catch (NumberFormatException e) {
                return JSON.stringNode(value); // 0x10, .inf: no field of ours is a number, the schema will say so
            }
        }

        private static Positions.Position position(Node node) {
            return node.getStartMark().map(YamlFile::position).orElse(Positions.Position.START);
        }

        private void problem(Node node, String what) {
            var at = position(node);
            problems.add(new Complaint(name, at.line(), at.column(), Complaint.Severity.ERROR, what));
        }
    }
}
