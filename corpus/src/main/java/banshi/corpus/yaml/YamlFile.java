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
    private static final String NOT_YAML = "不是合法的 YAML：";

    /**
     * What the parser calls a usual slip, and what that means to an editor.
     *
     * @param problem words that stand in the parser's problem
     * @param meaning {@code %d} is the line on which what is wrong began
     */
    private record Slip(String problem, String meaning) {}

    /** The first that fits counts. */
    private static final List<Slip> SLIPS = List.of(
            new Slip("another document", "这里又开始了一份文档（---）；一个文件只能写一份"),
            new Slip("TAB", "这里有制表符（Tab）；缩进请用空格"),
            new Slip("mapping values are not allowed", "这里不该有冒号；文字里有冒号加空格的请加引号，同级的字段要左对齐，冒号要用英文的"),
            new Slip("could not find expected ':'", "第 %d 行的字段名后面缺冒号；要写英文冒号加一个空格，接着上一行写的文字要缩进"),
            new Slip("expected ',' or ']'", "第 %d 行开始的方括号没有写完整；请补上逗号或 ]，里面的文字有冒号、括号的请加引号"),
            new Slip("expected ',' or '}'", "第 %d 行开始的花括号没有写完整；请补上逗号或 }，里面的文字有冒号、括号的请加引号"),
            new Slip("expected <block end>", "缩进没有对齐，或者引号、括号后面多了字；同级的字段和“-”要左对齐，文字里有引号或以 { [ 开头的请整句加引号"),
            new Slip("unexpected end of stream", "第 %d 行开始的引号没有写完整；请补上后一个引号"),
            new Slip("cannot start any token", "文字不能用这个符号开头；请给文字加上引号"),
            new Slip("undefined alias", "文字不能用 * 开头；请给文字加上引号"),
            new Slip("unexpected character found", "文字不能用 * 或 & 开头；请给文字加上引号"),
            new Slip("unknown escape character", "双引号里不能直接写 \\；请改用单引号"),
            new Slip("sequence entries are not allowed", "“-”不能写在这里；列表要另起一行，文字以“-”开头的请加引号"),
            new Slip("expected the node content", "文字不能用这个符号开头；请给文字加上引号"));

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
                complaints.add(new Complaint(name, 1, 1, Complaint.Severity.ERROR, "文件是空的；请写上内容"));
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
            complaints.add(syntax(name, at, "这里有一个看不见的字符 U+" + "%04X".formatted(e.getCodePoint()) + "；请删掉"));
            return Optional.empty();
        } catch (YamlEngineException e) {
            complaints.add(syntax(
                    name, Positions.Position.START, "文件读不懂；请检查引号、括号和缩进" + quoted(String.valueOf(e.getMessage()))));
            return Optional.empty();
        }
    }

    private static Complaint syntax(String name, Positions.Position at, String what) {
        return new Complaint(name, at.line(), at.column(), Complaint.Severity.ERROR, NOT_YAML + what);
    }

    /** For the usual slips what is wrong and what to do, then the parser's own words for whoever helps. */
    private static String words(MarkedYamlEngineException e) {
        var problem = e.getProblem();
        var meaning = SLIPS.stream()
                .filter(s -> problem.contains(s.problem()))
                .findFirst()
                .map(Slip::meaning)
                .orElse("第 %d 行开始的内容读不懂；请检查引号、括号和缩进");
        var begun = e.getContextMark().or(e::getProblemMark).map(YamlFile::position);
        return meaning.formatted(begun.orElse(Positions.Position.START).line()) + quoted(problem);
    }

    /** On one line, as every complaint is. */
    private static String quoted(String words) {
        return "（" + words.replaceAll("\\s+", " ").strip() + "）";
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
                problem(node, "*" + node.getAnchor().map(Object::toString).orElse("") + " 引用了它自己；请把内容写出来");
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
                    problem(tuple.getKeyNode(), NOT_YAML + "以 { 或 [ 开头的文字没有加引号；请加上引号");
                    continue;
                }
                var key = keyNode.getValue();
                if (!keys.add(key)) problem(keyNode, "“" + key + "”写了两次；请只留一个");
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
