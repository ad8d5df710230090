package banshi.corpus.xlsx;

import banshi.corpus.yaml.ContentFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes content files apart into the rows of the workbook (拆成行). */
final class Rows {
    private final Map<Layout, List<Row>> bySheet = new LinkedHashMap<>();

    private Rows() {
        Layout.ALL.forEach(l -> bySheet.put(l, new ArrayList<>()));
    }

    /** The rows of every sheet, in the order of the files. */
    static Map<Layout, List<Row>> of(Map<String, ContentFile> files) {
        var rows = new Rows();
        for (var layout : Layout.ALL) files.forEach((name, file) -> rows.take(layout, name, file.tree()));
        return rows.bySheet;
    }

    private void take(Layout layout, String name, ObjectNode tree) {
        boolean isMatter = name.startsWith("matters/") && name.endsWith(".yaml");
        var matter = tree.path("id").asString("");
        switch (layout.home()) {
            case Layout.Home.OneFile home -> {
                if (name.equals(home.file())) tree.path(home.list()).forEach(item -> add(layout, item, Map.of()));
            }
            case Layout.Home.Folder home -> {
                if (name.startsWith(home.folder()) && name.endsWith(".yaml"))
                    tree.path(home.list())
                            .forEach(item -> add(layout, item, Map.of(Layout.FILE, bare(name, home.folder()))));
            }
            case Layout.Home.Matters home -> {
                if (isMatter) {
                    int cut = name.lastIndexOf('/');
                    var folder = cut < "matters/".length() ? "" : name.substring("matters/".length(), cut);
                    add(layout, tree, Map.of(Layout.FILE, folder));
                }
            }
            case Layout.Home.OfMatter home -> {
                if (isMatter) tree.path(home.list()).forEach(item -> add(layout, item, Map.of(Layout.MATTER, matter)));
            }
            case Layout.Home.BesideMatter home -> {
                if (name.startsWith(home.folder()) && name.endsWith(home.extension()))
                    tree.path(home.list())
                            .forEach(item -> add(layout, item, Map.of(Layout.MATTER, bare(name, home.folder()))));
            }
            case Layout.Home.Facts home -> {
                if (isMatter) facts(layout, matter, tree);
            }
            case Layout.Home.Sources home -> {
                if (isMatter)
                    for (var sort : List.of("legal-basis", "sources"))
                        tree.path(sort)
                                .forEach(item -> add(layout, item, Map.of(Layout.MATTER, matter, Layout.SORT, sort)));
            }
            case Layout.Home.Within home -> within(layout, home, name, tree);
        }
    }

    private void within(Layout layout, Layout.Home.Within home, String name, ObjectNode tree) {
        var matter = "";
        JsonNode parents = JsonNodeFactory.instance.arrayNode();
        switch (Layout.of(home.sheet()).home()) {
            case Layout.Home.OneFile parent when name.equals(parent.file()) -> parents = tree.path(parent.list());
            case Layout.Home.Folder parent when name.startsWith(parent.folder()) -> parents = tree.path(parent.list());
            case Layout.Home.OfMatter parent
            when name.startsWith("matters/") -> {
                matter = tree.path("id").asString("");
                parents = tree.path(parent.list());
            }
            default -> {}
        }
        for (var parent : parents) {
            var place = new LinkedHashMap<String, String>();
            place.put(Layout.PARENT, parent.path("id").asString(""));
            if (!matter.isEmpty()) place.put(Layout.MATTER, matter);
            for (var item : parent.path(home.list())) {
                var node = home.words() ? JsonNodeFactory.instance.objectNode().set(Layout.WORD, item) : item;
                add(layout, node, place);
            }
        }
    }

    private void facts(Layout layout, String matter, ObjectNode tree) {
        Layout.MAIN_FACTS.keySet().forEach(name -> fact(layout, matter, name, tree.path(name)));
        tree.path("facts").properties().forEach(e -> fact(layout, matter, "facts/" + e.getKey(), e.getValue()));
    }

    private void fact(Layout layout, String matter, String name, JsonNode fact) {
        if (!fact.isObject()) return;
        var place = Map.of(Layout.MATTER, matter, Layout.FACT, name);
        add(layout, fact, place);
        fact.path("variants").forEach(variant -> add(layout, variant, place));
    }

    private void add(Layout layout, JsonNode item, Map<String, String> place) {
        var values = JsonNodeFactory.instance.objectNode();
        for (var column : layout.columns()) {
            if (column.isPlace()) {
                var words = place.getOrDefault(column.field(), "");
                if (!words.isEmpty()) values.put(column.field(), words);
                continue;
            }
            var value = item.at("/" + column.field());
            if (!value.isMissingNode() && !value.isNull()) values.set(column.field(), value);
        }
        var rows = bySheet.getOrDefault(layout, new ArrayList<>());
        rows.add(new Row(layout, rows.size() + 2, values));
    }

    private static String bare(String name, String folder) {
        return name.substring(folder.length(), name.lastIndexOf('.'));
    }
}
