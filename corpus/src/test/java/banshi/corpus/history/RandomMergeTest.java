package banshi.corpus.history;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.yaml.ContentFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What holds of any two editors of one file: what they did apart is done, what they did against each other is a conflict, and it does not
 * matter who comes first. {@code -Dtest.seed=…} repeats a run.
 */
class RandomMergeTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long SEED = Long.getLong("test.seed", System.nanoTime());
    private static final List<String> STEPS =
            List.of("先到一楼大厅取号", "带着孩子去拍照", "把申请表交给民警", "第二天查询办理进度", "凭回执领取新证件", "给窗口打个好评");
    private static final List<String> NAMES = List.of("甲方写的", "乙方写的", "丙方写的");

    /**
     * One thing that an editor does.
     *
     * @param touched what it is done to, a path by names
     * @param outcome what is there then; empty for nothing
     */
    private record Deed(String touched, String outcome, Consumer<ObjectNode> done) {
        boolean isAgainst(Deed other) {
            if (touched.equals(other.touched)) return !outcome.equals(other.outcome);
            return (outcome.isEmpty() && other.isWithin(this)) || (other.outcome.isEmpty() && isWithin(other));
        }

        boolean overlaps(Deed other) {
            return touched.equals(other.touched) || isWithin(other) || other.isWithin(this);
        }

        private boolean isWithin(Deed other) {
            return touched.startsWith(other.touched + "/");
        }
    }

    @RepeatedTest(300)
    void whatTwoEditorsDoApartIsDone(RepetitionInfo repetition) {
        long seed = SEED + repetition.getCurrentRepetition();
        var random = new Random(seed);
        boolean isTable = random.nextBoolean();
        var file = isTable ? "questions/card.tsv" : "matters/card/card.yaml";
        var base = isTable ? table() : matter();
        var ours = deeds(random, isTable);
        var theirs = deeds(random, isTable);
        var told = "-Dtest.seed=" + (seed - 1) + " " + words(ours) + " / " + words(theirs);

        var text = text(file, base);
        var mine = text(file, after(base, ours));
        var other = text(file, after(base, theirs));
        var merged = FileVersion.merge(file, text, mine, other);
        var mirrored = FileVersion.merge(file, text, other, mine);

        boolean isQuarrel = ours.stream().anyMatch(o -> theirs.stream().anyMatch(o::isAgainst));
        assertThat(!merged.conflicts().isEmpty()).as(told).isEqualTo(isQuarrel);
        assertThat(!mirrored.conflicts().isEmpty()).as(told).isEqualTo(isQuarrel);
        if (isQuarrel) return;
        assertThat(tree(file, merged.text())).as(told).isEqualTo(tree(file, mirrored.text()));
        assertThat(sorted(tree(file, merged.text()))).as(told).isEqualTo(sorted(after(after(base, ours), theirs)));
        assertThat(FileVersion.merge(file, text, mine, text).text()).as(told).isEqualTo(mine);
        assertThat(FileVersion.merge(file, text, mine, mine).text()).as(told).isEqualTo(mine);
    }

    private static String words(List<Deed> deeds) {
        return deeds.stream().map(d -> d.touched() + "=" + d.outcome()).toList().toString();
    }

    private static ObjectNode after(ObjectNode base, List<Deed> deeds) {
        var tree = base.deepCopy();
        deeds.forEach(d -> d.done().accept(tree));
        return tree;
    }

    private static String text(String file, ObjectNode tree) {
        return ContentFile.written(file, tree).text();
    }

    private static ObjectNode tree(String file, @Nullable String text) {
        return ContentFile.parse(file, Objects.requireNonNull(text))
                .orElseThrow()
                .tree();
    }

    /** Without the order of lists. */
    private static String sorted(JsonNode node) {
        return switch (node) {
            case ArrayNode array ->
                array.valueStream()
                        .map(RandomMergeTest::sorted)
                        .sorted()
                        .toList()
                        .toString();
            case ObjectNode object ->
                object.properties().stream()
                        .filter(e ->
                                !e.getValue().isContainer() || !e.getValue().isEmpty())
                        .map(e -> e.getKey() + "=" + sorted(e.getValue()))
                        .sorted()
                        .toList()
                        .toString();
            default -> node.asString("");
        };
    }

    private static ObjectNode matter() {
        var tree = JSON.objectNode().put("id", "card").put("name", "证件").put("department", "窗口");
        for (var alias : NAMES) tree.withArray("aliases").add("别名" + alias);
        tree.withObject("/fee").put("text", "收工本费");
        for (int i = 0; i < 5; i++)
            tree.withArray("materials")
                    .addObject()
                    .put("id", "m" + i)
                    .put("name", "材料" + i)
                    .put("form", "copy");
        STEPS.forEach(s -> tree.withArray("process").addObject().put("text", s).put("where", "window"));
        return tree;
    }

    private static ObjectNode table() {
        var tree = JSON.objectNode();
        STEPS.forEach(s -> tree.withArray("rows")
                .addObject()
                .put("aspect", "fee")
                .put("style", "plain")
                .put("text", s));
        return tree;
    }

    /** Up to six deeds of one editor that do not touch each other. */
    private static List<Deed> deeds(Random random, boolean isTable) {
        var deeds = new ArrayList<Deed>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            var list = isTable ? "rows" : "process";
            var deed = isTable || random.nextBoolean() ? ofEntry(random, list) : ofMatter(random);
            if (deeds.stream().noneMatch(deed::overlaps)) deeds.add(deed);
        }
        return deeds;
    }

    private static Deed ofMatter(Random random) {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        var id = "m" + random.nextInt(5);
        return switch (random.nextInt(7)) {
            case 0 -> new Deed("department", name, t -> t.put("department", name));
            case 1 -> new Deed("fee/text", name, t -> t.withObject("/fee").put("text", name));
            case 2 -> new Deed("materials/" + id + "/name", name, t -> ((ObjectNode) byId(t, id)).put("name", name));
            case 3 ->
                new Deed("materials/" + id + "/unsure", "true", t -> ((ObjectNode) byId(t, id)).put("unsure", true));
            case 4 -> new Deed("materials/" + id, "", t -> remove(t.withArray("materials"), byId(t, id)));
            case 5 -> {
                var fresh = "new" + random.nextInt(3);
                int at = random.nextInt(6);
                var node = JSON.objectNode().put("id", fresh).put("name", name);
                yield new Deed("materials/" + fresh, name, t -> {
                    if (byId(t, fresh).isMissingNode()) insert(t.withArray("materials"), at, node);
                });
            }
            default ->
                new Deed("aliases/别名" + name, "", t -> remove(t.withArray("aliases"), JSON.stringNode("别名" + name)));
        };
    }

    private static Deed ofEntry(Random random, String list) {
        var step = STEPS.get(random.nextInt(STEPS.size()));
        return switch (random.nextInt(3)) {
            case 0 -> {
                var now = step + (random.nextBoolean() ? "了" : "吗");
                yield new Deed(
                        list + "/" + step + "/text",
                        now,
                        t -> t.withArray(list).forEach(n -> {
                            if (n.path("text").asString().equals(step)) ((ObjectNode) n).put("text", now);
                        }));
            }
            case 1 ->
                new Deed(list + "/" + step, "", t -> {
                    var array = t.withArray(list);
                    IntStream.range(0, array.size())
                            .filter(i -> array.get(i).path("text").asString().equals(step))
                            .findFirst()
                            .ifPresent(array::remove);
                });
            default -> {
                var fresh = Long.toString(random.nextLong(), 36);
                int at = random.nextInt(7);
                var node = list.equals("rows")
                        ? JSON.objectNode()
                                .put("aspect", "where")
                                .put("style", "long")
                                .put("text", fresh)
                        : JSON.objectNode().put("text", fresh);
                yield new Deed(list + "/" + fresh, fresh, t -> insert(t.withArray(list), at, node));
            }
        };
    }

    private static JsonNode byId(ObjectNode tree, String id) {
        return tree.path("materials")
                .valueStream()
                .filter(n -> n.path("id").asString().equals(id))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    private static void remove(ArrayNode array, JsonNode item) {
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).equals(item)) continue;
            array.remove(i);
            return;
        }
    }

    private static void insert(ArrayNode array, int at, ObjectNode node) {
        array.insert(Math.min(at, array.size()), node.deepCopy());
    }
}
