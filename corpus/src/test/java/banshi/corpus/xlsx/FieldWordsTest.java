package banshi.corpus.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.corpus.yaml.ContentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class FieldWordsTest {
    private static final Pattern CHINESE = Pattern.compile(".*\\p{IsHan}.*");

    @ParameterizedTest(name = "{0} {1}: {2}, {3}, {4}")
    @CsvSource({
        "matters/huji/a.yaml, fee/text, 事项, a, 收费 · 说法",
        "matters/huji/a.yaml, online/mode, 事项, a, 网办深度",
        "matters/huji/a.yaml, where/variants/x/text, 事项, a, 地点 情形变体 · 说法",
        "matters/huji/a.yaml, facts/photo/text, 事项, a, 事实 photo · 说法",
        "matters/huji/a.yaml, aliases, 事项, a, 别名",
        "matters/huji/a.yaml, fee/basis/law-1, 事项, a, 收费 · 依据",
        "matters/huji/a.yaml, materials/photo/provider, 事项, a, 材料 photo · 由谁出具",
        "matters/huji/a.yaml, situations/who/options/self/label, 事项, a, 情形 who · 情形选项 self · 选项",
        "matters/huji/a.yaml, legal-basis/law-1/article, 事项, a, 依据 law-1 · 第几条",
        "templates/a.yaml, templates/a.fee/spoken, 模板, a.fee, 短版",
        "questions/a.tsv, rows/多少钱/text, 问法, a, 问法",
        "tellings/a.tsv, rows/丢了/says, 情形说法, a, 说法",
        "topics/other.yaml, topics/marriage/says/怎么结婚, 话题, marriage, 话题说法",
        "bundles/new.yaml, bundles/newborn/steps/上户口/department, 一件事, newborn, 一件事环节 · 部门",
        "lexicon/terms.tsv, rows/户口本/canonical, 词条, 户口本, 正式的词",
        "links.yaml, phones/hotline/number, 电话, hotline, 号码",
        "aspects.yaml, aspects/fee/ask, 要素, fee, 怎么问",
    })
    void namesAFieldAsTheWorkbookDoes(String file, String path, String kind, String record, String field) {
        var steps = List.of(path.split("/"));
        var words = FieldWords.of(file, steps);
        assertThat(List.of(FieldWords.kind(file, steps), words.record(), words.field()))
                .containsExactly(kind, record, field);
    }

    @Test
    void saysValuesAsTheWorkbookDoes() {
        var json = JsonNodeFactory.instance;
        assertThat(FieldWords.of("matters/a/a.yaml", List.of("online", "mode")).value(json.stringNode("full")))
                .isEqualTo("全程网办");
        assertThat(FieldWords.of("matters/a/a.yaml", List.of("materials", "photo"))
                        .value(json.objectNode()
                                .put("name", "照片")
                                .put("form", "copy")
                                .put("tolerant", true)))
                .isEqualTo("名称：照片；形式：复印件；可后补：是");
        assertThat(FieldWords.of("matters/a/a.yaml", List.of("conditions", "x", "when"))
                        .value(json.objectNode().put("who", "self")))
                .isEqualTo("who=self");
    }

    @Test
    void everyFieldOfThePublishedContentHasAName() {
        var nameless = new TreeSet<String>();
        ContentFile.under(Path.of("content")).forEach((file, content) -> {
            for (var path : paths(List.of(), content.tree())) {
                var words = FieldWords.of(file, path);
                var last = words.field().substring(words.field().lastIndexOf('·') + 1);
                if (!CHINESE.matcher(last).matches()) nameless.add(file.replaceAll("/.*", "") + " " + path);
            }
        });
        assertThat(nameless).containsExactly("templates [matter]"); // which is the file's name
    }

    private static List<List<String>> paths(List<String> above, JsonNode node) {
        var paths = new ArrayList<List<String>>();
        if (!node.isContainer() || (!above.isEmpty() && above.getLast().equals("when"))) return List.of(above);
        var names = node.isObject() ? List.copyOf(node.propertyNames()) : List.<String>of();
        int most = node.isObject() ? node.size() : Math.min(node.size(), 20);
        for (int i = 0; i < most; i++) {
            var below = new ArrayList<>(above);
            below.add(node.isObject() ? names.get(i) : "entry");
            paths.addAll(paths(below, node.isObject() ? node.path(names.get(i)) : node.path(i)));
        }
        return paths;
    }
}
