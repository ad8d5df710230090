package banshi.corpus.xlsx;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How editors call what stands somewhere in a content file (字段名), and what it says there: in the words of the workbook's sheets and
 * columns.
 */
public final class FieldWords {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final String VARIANTS = "variants";

    private final String record;
    private final Layout layout;
    private final String where;
    private final List<String> rest;
    private final @Nullable Column column;

    private FieldWords(String record, Layout layout, String where, List<String> rest) {
        var within = rest.isEmpty()
                ? Optional.<Layout>empty()
                : Layout.ALL.stream()
                        .filter(l -> l.home() instanceof Layout.Home.Within(var sheet, var list, var words)
                                && sheet.equals(layout.title())
                                && list.equals(rest.getFirst()))
                        .findFirst();
        this.record = record;
        this.layout = within.orElse(layout);
        this.where = within.map(l -> joined(where, entry(l.title(), rest))).orElse(where);
        this.rest = within.isPresent() ? rest.subList(Math.min(2, rest.size()), rest.size()) : rest;
        this.column = column(this.layout, this.rest);
    }

    /**
     * Of what stands there.
     *
     * @param file as the content folder has it
     * @param path names of fields and of entries, from the file's top down; entries of a list by their ids, or by anything
     */
    public static FieldWords of(String file, List<String> path) {
        if (file.startsWith("matters/")) return ofMatter(bare(file), path);
        for (var layout : Layout.ALL) {
            var list = switch (layout.home()) {
                case Layout.Home.OneFile home when file.equals(home.file()) -> home.list();
                case Layout.Home.Folder home when file.startsWith(home.folder()) -> home.list();
                case Layout.Home.BesideMatter home when file.startsWith(home.folder()) -> home.list();
                default -> "";
            };
            if (list.isEmpty() || (!path.isEmpty() && !path.getFirst().equals(list) && file.equals("links.yaml")))
                continue;
            if (path.isEmpty() || !path.getFirst().equals(list)) return new FieldWords(bare(file), layout, "", path);
            var isOfMatter = layout.home() instanceof Layout.Home.BesideMatter
                    && layout.key().isEmpty();
            var record = isOfMatter || path.size() < 2 ? bare(file) : path.get(1);
            return new FieldWords(record, layout, "", behind(path, 2));
        }
        return new FieldWords(bare(file), Layout.of(Layout.MATTERS), "", path);
    }

    private static FieldWords ofMatter(String matter, List<String> path) {
        var whole = Layout.of(Layout.MATTERS);
        if (path.isEmpty()) return new FieldWords(matter, whole, "", path);
        var top = path.getFirst();
        for (var layout : Layout.ALL) {
            var isHome = switch (layout.home()) {
                case Layout.Home.OfMatter home -> home.list().equals(top);
                case Layout.Home.Sources home -> top.equals("legal-basis") || top.equals("sources");
                default -> false;
            };
            if (isHome) return new FieldWords(matter, layout, entry(layout.title(), path), behind(path, 2));
        }
        if (top.equals("facts") && path.size() > 1) return fact(matter, "事实 " + path.get(1), behind(path, 2));
        var field = String.join("/", path);
        var isColumn = whole.columns().stream().anyMatch(c -> c.field().equals(field));
        var fact = Layout.MAIN_FACTS.get(top);
        return isColumn || fact == null ? new FieldWords(matter, whole, "", path) : fact(matter, fact, behind(path, 1));
    }

    private static FieldWords fact(String matter, String name, List<String> rest) {
        var facts = Layout.of(Layout.FACTS);
        return rest.isEmpty() || !rest.getFirst().equals(VARIANTS)
                ? new FieldWords(matter, facts, name, rest)
                : new FieldWords(matter, facts, name + " 情形变体", behind(rest, 2));
    }

    /** Of that field, or of the list that the word stands in. */
    private static @Nullable Column column(Layout layout, List<String> rest) {
        var field = String.join("/", rest);
        return layout.columns().stream()
                .filter(c -> c.field().equals(field)
                        || (c.kind() == Column.Kind.LIST
                                && rest.size() == 2
                                && c.field().equals(rest.getFirst())))
                .findFirst()
                .orElse(null);
    }

    private static String entry(String title, List<String> path) {
        return path.size() > 1 && ID.matcher(path.get(1)).matches() ? title + " " + path.get(1) : title;
    }

    private static List<String> behind(List<String> path, int from) {
        return path.subList(Math.min(from, path.size()), path.size());
    }

    private static String bare(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        return name.substring(0, name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.'));
    }

    private static String joined(String... words) {
        return List.of(words).stream().filter(w -> !w.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** What kind of thing the record is: 事项, 模板, 问法 … */
    public static String kind(String file, List<String> path) {
        if (file.startsWith("matters/")) return Layout.MATTERS;
        if (file.equals("links.yaml") && path.isEmpty()) return "链接";
        return of(file, path.subList(0, Math.min(2, path.size()))).layout.title();
    }

    /** The id of the matter, the template, the topic … */
    public String record() {
        return record;
    }

    /** In Chinese, from the outside in; empty for a whole record. */
    public String field() {
        return joined(where, column != null ? column.title() : String.join("/", rest));
    }

    /** Whether editors know what stands there as one field, be it a list. */
    public boolean isField() {
        return column != null;
    }

    /** What a value says there; a whole entry says all of its columns. */
    public String value(JsonNode value) {
        if (value.isString() && (column == null || column.words().isEmpty())) return value.stringValue();
        if (column != null) return column.cell(value);
        if (!(value instanceof ObjectNode object)) return value.isValueNode() ? value.asString("") : value.toString();
        return layout.columns().stream()
                .filter(c -> !c.isPlace())
                .map(c -> said(c, object))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("；"));
    }

    private static @Nullable String said(Column column, ObjectNode object) {
        var value = object.at("/" + column.field());
        if (value.isMissingNode() || value.isNull()) return null;
        var words = value.isString() && column.words().isEmpty() ? value.stringValue() : column.cell(value);
        return words.isEmpty() ? null : column.title() + "：" + words;
    }
}
