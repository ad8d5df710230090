package banshi.corpus.xlsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts rows together into content files again (拼成文件), remembering which row every part came from. */
final class Assembly {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The fields of a matter's file in their order. */
    private static final List<String> MATTER_FIELDS = List.of(
            "id",
            "name",
            "short-name",
            "aliases",
            "category",
            "department",
            "audience",
            "cross-region",
            "hotline",
            "confidence",
            "valid",
            "summary",
            "neighbours",
            "situations",
            "outcomes",
            "conditions",
            "materials",
            "process",
            "online",
            "time-limit",
            "fee",
            "where",
            "agent",
            "delivery",
            "validity",
            "progress",
            "special",
            "facts",
            "legal-basis",
            "sources");

    /** Of one fact. */
    private static final List<String> FACT_FIELDS = List.of(
            "mode",
            "platform",
            "link",
            "entry",
            "venue",
            "verdict",
            "text",
            "statutory",
            "appointment",
            "unsure",
            "basis",
            "valid",
            "variants");

    /** Of a situation; a list below it comes to stand behind the rest. */
    private static final List<String> SITUATION_FIELDS = List.of("id", "question", "asked", "when", "options", "basis");

    private static final List<String> BUNDLE_FIELDS =
            List.of("id", "name", "audience", "summary", "says", "steps", "shared-materials", "sources");

    /** A part of a file that other rows hang on. */
    private record Item(String file, String pointer, ObjectNode node, Row row) {}

    /**
     * Where a row is that something was said of.
     *
     * @param column null if it is about the row as a whole
     */
    record Origin(Row row, @Nullable Column column) {}

    private final Map<String, ObjectNode> files = new TreeMap<>();
    private final Map<String, Map<String, Row>> origins = new HashMap<>();
    private final Map<String, Item> items = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Assembly() {}

    /** All sheets; rows that cannot be placed are among the problems. */
    static Assembly of(Map<Layout, List<Row>> rows) {
        var assembly = new Assembly();
        for (var list : List.of("platforms", "links", "phones"))
            assembly.file("links.yaml").putArray(list);
        assembly.file("aspects.yaml").putArray("aspects");
        assembly.file("lexicon/terms.tsv").putArray(banshi.corpus.yaml.ContentFile.ROWS);
        assembly.file("catalogue.yaml").putArray("matters");
        for (var layout : Layout.ALL) rows.getOrDefault(layout, List.of()).forEach(assembly::place);
        assembly.mainFacts();
        assembly.order();
        return assembly;
    }

    Map<String, ObjectNode> files() {
        return files;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The row and column that a part of a file came from; null for what no row says. */
    @Nullable
    Origin origin(String file, String pointer) {
        var rows = origins.getOrDefault(file, Map.of());
        Row nearest = null;
        for (String p = pointer; ; p = p.substring(0, p.lastIndexOf('/'))) {
            var row = rows.get(p);
            if (row != null) {
                var below = p.length() < pointer.length() ? pointer.substring(p.length() + 1) : Layout.WORD;
                for (var column : row.layout().columns())
                    if (below.equals(column.field()) || below.startsWith(column.field() + "/"))
                        return new Origin(row, column);
                if (nearest == null) nearest = row;
            }
            if (p.isEmpty()) return nearest == null ? null : new Origin(nearest, null);
        }
    }

    private ObjectNode file(String name) {
        return files.computeIfAbsent(name, n -> JSON.objectNode());
    }

    private void place(Row row) {
        switch (row.layout().home()) {
            case Layout.Home.OneFile home -> add(row, home.file(), "", file(home.file()), home.list());
            case Layout.Home.Folder home -> {
                var file = row.text(Layout.FILE);
                if (!file.isEmpty()) {
                    var name = home.folder() + file + ".yaml";
                    add(row, name, "", file(name), home.list());
                }
            }
            case Layout.Home.Matters home -> matter(row);
            case Layout.Home.OfMatter home -> {
                var matter = owner(row, Layout.MATTERS, row.text(Layout.MATTER), Layout.MATTER);
                if (matter != null) add(row, matter.file(), "", matter.node(), home.list());
            }
            case Layout.Home.BesideMatter home -> {
                if (owner(row, Layout.MATTERS, row.text(Layout.MATTER), Layout.MATTER) != null) {
                    var name = home.folder() + row.text(Layout.MATTER) + home.extension();
                    if (home.extension().equals(".yaml")) file(name).put("matter", row.text(Layout.MATTER));
                    add(row, name, "", file(name), home.list());
                }
            }
            case Layout.Home.Sources home -> {
                var matter = owner(row, Layout.MATTERS, row.text(Layout.MATTER), Layout.MATTER);
                if (matter != null && !row.text(Layout.SORT).isEmpty())
                    add(row, matter.file(), "", matter.node(), row.text(Layout.SORT));
            }
            case Layout.Home.Facts home -> fact(row);
            case Layout.Home.Within home -> {
                var parent =
                        owner(row, home.sheet(), name(row.text(Layout.MATTER), row.text(Layout.PARENT)), Layout.PARENT);
                if (parent == null) return;
                if (!home.words()) {
                    add(row, parent.file(), parent.pointer(), parent.node(), home.list());
                    return;
                }
                var list = parent.node().withArray(home.list());
                origin(parent.file(), parent.pointer() + "/" + home.list() + "/" + list.size(), row);
                list.add(row.values().path(Layout.WORD));
            }
        }
    }

    private void matter(Row row) {
        var id = row.text("id");
        if (id.isEmpty()) return;
        var folder = row.text(Layout.FILE);
        var name = "matters/" + (folder.isEmpty() ? "" : folder + "/") + id + ".yaml";
        var item = new Item(name, "", object(row), row);
        if (!first(row, Layout.MATTERS, id, item)) return;
        files.put(name, item.node());
        origin(name, "", row);
    }

    /** A row that becomes an item of a list. */
    private void add(Row row, String file, String pointer, ObjectNode parent, String list) {
        var array = parent.withArray(list);
        var at = pointer + "/" + list + "/" + array.size();
        var node = object(row);
        var id = row.text("id");
        if (!id.isEmpty() && row.layout().key().contains("id")) {
            var key = row.layout().home() instanceof Layout.Home.Sources
                    ? row.text(Layout.SORT) + ":" + id
                    : name(row.text(Layout.PARENT), id);
            if (!first(row, row.layout().title(), name(row.text(Layout.MATTER), key), new Item(file, at, node, row)))
                return;
        }
        array.add(node);
        origin(file, at, row);
    }

    private static String name(String owner, String id) {
        return owner.isEmpty() ? id : owner + "/" + id;
    }

    private boolean first(Row row, String sheet, String id, Item item) {
        var earlier = items.putIfAbsent(sheet + "\n" + id, item);
        if (earlier == null) return true;
        problem(row, "id", "编号“" + row.text("id") + "”在第 " + earlier.row().number() + " 行已经有了；请只留一个");
        return false;
    }

    private @Nullable Item owner(Row row, String sheet, String id, String field) {
        var item = items.get(sheet + "\n" + id);
        if (item == null && !row.text(field).isEmpty())
            problem(row, field, "“" + sheet + "”表里没有“" + id + "”；请先在那里加一行，或者改这里的编号");
        return item;
    }

    private void fact(Row row) {
        var matter = owner(row, Layout.MATTERS, row.text(Layout.MATTER), Layout.MATTER);
        var name = row.text(Layout.FACT);
        if (matter == null || name.isEmpty()) return;
        ObjectNode parent = matter.node();
        var field = name;
        if (name.startsWith("facts/")) {
            parent = matter.node().withObject("/facts");
            field = name.substring("facts/".length());
        }
        var pointer = "/" + name;
        if (!(parent.get(field) instanceof ObjectNode)) parent.putObject(field);
        var fact = (ObjectNode) parent.get(field);
        if (row.values().has("when") || row.values().has("region")) {
            var variants = fact.withArray("variants");
            origin(matter.file(), pointer + "/variants/" + variants.size(), row);
            variants.add(object(row));
            return;
        }
        var earlier = origins.getOrDefault(matter.file(), Map.of()).get(pointer);
        if (earlier != null) {
            problem(row, Layout.FACT, "这条事实的通用说法在第 " + earlier.number() + " 行已经有了；请只留一个，或者填“什么情形下”或“地区”");
            return;
        }
        object(row).properties().forEach(e -> fact.set(e.getKey(), e.getValue()));
        origin(matter.file(), pointer, row);
    }

    /** Every matter has the main facts, and every fact something to say where no condition holds. */
    private void mainFacts() {
        for (var item : List.copyOf(items.values())) {
            if (!item.row().layout().title().equals(Layout.MATTERS)) continue;
            var rows = origins.getOrDefault(item.file(), Map.of());
            Layout.MAIN_FACTS.forEach((field, words) -> {
                if (!rows.containsKey("/" + field)) missing(item.row(), "id", words);
            });
            for (var name : item.node().path("facts").propertyNames()) {
                var variant = rows.get("/facts/" + name + "/variants/0");
                if (!rows.containsKey("/facts/" + name) && variant != null) missing(variant, Layout.FACT, name);
            }
        }
    }

    private void missing(Row row, String field, String fact) {
        problem(row, field, "“" + Layout.FACTS + "”表里没有“" + fact + "”的通用说法；请加一行，“什么情形下”和“地区”空着");
    }

    private void problem(Row row, String field, String what) {
        var column = row.layout().columns().stream()
                .filter(c -> c.field().equals(field))
                .findFirst()
                .orElse(null);
        problems.add(new Problem(row, column, what));
    }

    private void origin(String file, String pointer, Row row) {
        origins.computeIfAbsent(file, f -> new HashMap<>()).put(pointer, row);
    }

    private static ObjectNode object(Row row) {
        var object = JSON.objectNode();
        for (var column : row.layout().columns()) {
            var value = row.values().get(column.field());
            if (value == null || column.isPlace()) continue;
            int cut = column.field().indexOf('/');
            if (value.isBoolean() && !value.asBoolean() && !column.saysNo()) continue;
            if (cut < 0) object.set(column.field(), value);
            else
                object.withObject("/" + column.field().substring(0, cut))
                        .set(column.field().substring(cut + 1), value);
        }
        return object;
    }

    private void order() {
        for (var item : items.values()) {
            switch (item.row().layout().title()) {
                case "情形" -> order(item.node(), SITUATION_FIELDS);
                case "一件事" -> order(item.node(), BUNDLE_FIELDS);
                case Layout.MATTERS -> {
                    order(item.node(), MATTER_FIELDS);
                    Layout.MAIN_FACTS.keySet().forEach(name -> {
                        if (item.node().get(name) instanceof ObjectNode fact) order(fact, FACT_FIELDS);
                    });
                    item.node().path("facts").forEach(fact -> order((ObjectNode) fact, FACT_FIELDS));
                }
                default -> {}
            }
        }
    }

    private static void order(ObjectNode node, List<String> fields) {
        var all = new LinkedHashMap<String, JsonNode>();
        for (var field : fields) {
            var value = node.get(field);
            if (value != null) all.put(field, value);
        }
        node.properties().forEach(e -> all.putIfAbsent(e.getKey(), e.getValue()));
        node.removeAll();
        all.forEach(node::set);
    }
}
