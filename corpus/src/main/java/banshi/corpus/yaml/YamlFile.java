package banshi.corpus.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
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
        var settings = LoadSettings.builder().setLabel(name).setUseMarks(true).build();
        try {
            var root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, "the file is empty"));
                return Optional.empty();
            }
            var positions = new Positions();
            var problems = new ArrayList<Complaint>();
            var tree = convert(name, root.get(), "", positions, problems);
            complaints.addAll(problems);
            return problems.isEmpty() ? Optional.of(new YamlFile(name, tree, positions)) : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            var at = e.getProblemMark().or(e::getContextMark);
            complaints.add(new Complaint(
                    name,
                    at.map(m -> m.getLine() + 1).orElse(1),
                    at.map(m -> m.getColumn() + 1).orElse(1),
                    Complaint.Severity.ERROR,
                    "not YAML: " + e.getProblem()));
            return Optional.empty();
        } catch (YamlEngineException e) {
            complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, "not YAML: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static JsonNode convert(
            String name, Node node, String pointer, Positions positions, List<Complaint> problems) {
        var at = position(node);
        positions.put(pointer, at);
        if (node instanceof MappingNode mapping) {
            var object = JSON.objectNode();
            var keys = new HashSet<String>();
            for (var tuple : mapping.getValue()) {
                var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                var keyAt = position(tuple.getKeyNode());
                if (!keys.add(key))
                    problems.add(new Complaint(
                            name,
                            keyAt.line(),
                            keyAt.column(),
                            Complaint.Severity.ERROR,
                            "\"" + key + "\" stands here twice; keep one"));
                var child = pointer + "/" + escape(key);
                object.set(key, convert(name, tuple.getValueNode(), child, positions, problems));
                positions.put(child, keyAt); // a complaint about a field points at its name
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            var array = JSON.arrayNode();
            for (int i = 0; i < sequence.getValue().size(); i++) {
                array.add(convert(name, sequence.getValue().get(i), pointer + "/" + i, positions, problems));
            }
            return array;
        }
        var scalar = (ScalarNode) node;
        var value = scalar.getValue();
        if (node.getTag().equals(Tag.BOOL)) return JSON.booleanNode(Boolean.parseBoolean(value));
        if (node.getTag().equals(Tag.NULL)) return JSON.nullNode();
        if (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)) return number(value);
        return JSON.stringNode(value);
    }

    private static JsonNode number(String value) {
        try {
            return JSON.numberNode(new java.math.BigDecimal(value));
        } catch (NumberFormatException e) {
            return JSON.stringNode(value); // 0x10, .inf: no field of ours is a number, the schema will say so
        }
    }

    private static Positions.Position position(Node node) {
        return node.getStartMark()
                .map(m -> new Positions.Position(m.getLine() + 1, m.getColumn() + 1))
                .orElse(Positions.Position.START);
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
