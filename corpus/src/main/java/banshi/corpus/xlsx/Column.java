package banshi.corpus.xlsx;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a sheet (列): a field of what the rows stand for, and how it is written in a cell.
 *
 * @param field of the row's object, below others with a slash; with {@code @} before it where it says what the row belongs to
 * @param width in characters
 * @param words what is shown for each value; empty where any words may stand
 */
record Column(String title, String field, Kind kind, boolean required, int width, Map<String, String> words) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R|\t");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final String FACT = "@fact";
    private static final String NAMED = "facts/";
    private static final String YES = "是";
    private static final String NO = "否";

    /** What stands in the cells (格式). */
    enum Kind {
        /** Words, in several lines perhaps. */
        TEXT,
        /** Words on one line of a table. */
        LINE,
        /** A name that files are called by. */
        ID,
        /** Where a file lies. */
        PATH,
        LIST,
        WHEN,
        FLAG,
        DATE
    }

    Column {
        words = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(words));
    }

    static Column of(String title, String field, Kind kind, int width) {
        return new Column(title, field, kind, false, width, Map.of());
    }

    /** One of a few words. */
    static Column choice(String title, String field, int width, Map<String, String> words) {
        return new Column(title, field, Kind.TEXT, false, width, words);
    }

    Column must() {
        return new Column(title, field, kind, true, width, words);
    }

    /** Whether a no is written and is more than nothing. */
    boolean saysNo() {
        return kind == Kind.FLAG && (required || field.equals("asked"));
    }

    /** What may be picked from a list, or nothing. */
    List<String> picks() {
        return kind == Kind.FLAG ? List.of(YES, NO) : List.copyOf(words.values());
    }

    /** Whether the column says where a row belongs rather than what it says. */
    boolean isPlace() {
        return field.startsWith("@");
    }

    String cell(JsonNode value) {
        return switch (value) {
            case ArrayNode array ->
                CellText.ofList(array.valueStream().map(v -> v.asString("")).toList());
            case ObjectNode object -> CellText.ofWhen(when(object));
            default -> {
                if (value.isBoolean()) yield value.asBoolean() ? YES : saysNo() ? NO : "";
                var text = value.asString("");
                if (field.equals(FACT) && text.startsWith(NAMED)) yield text.substring(NAMED.length());
                yield words.containsKey(text) ? words.getOrDefault(text, "") : CellText.ofText(text);
            }
        };
    }

    private static Map<String, List<String>> when(ObjectNode object) {
        var when = new LinkedHashMap<String, List<String>>();
        object.properties().forEach(e -> {
            var options = new ArrayList<String>();
            if (e.getValue().isArray()) e.getValue().forEach(o -> options.add(o.asString("")));
            else options.add(e.getValue().asString(""));
            when.put(e.getKey(), options);
        });
        return when;
    }

    /** What a cell that is not empty says. */
    JsonNode value(String cell) throws Unreadable {
        return switch (kind) {
            case LIST -> {
                var array = JSON.arrayNode();
                CellText.list(cell).forEach(array::add);
                yield array;
            }
            case WHEN -> {
                var object = JSON.objectNode();
                for (var entry : CellText.when(cell).entrySet()) {
                    if (entry.getValue().size() == 1)
                        object.put(entry.getKey(), entry.getValue().getFirst());
                    else entry.getValue().forEach(object.withArray(entry.getKey())::add);
                }
                yield object;
            }
            case FLAG -> {
                if (!cell.equals(YES) && !cell.equals(NO))
                    throw new Unreadable("不能写“" + shortened(cell) + "”；可以写：是、否，空着就是否");
                yield JSON.booleanNode(cell.equals(YES));
            }
            case ID -> JSON.stringNode(matching(CellText.text(cell), ID, "小写英文、数字和连字符，如 huji-hukoubu-reissue"));
            case PATH -> JSON.stringNode(matching(CellText.text(cell), PATH, "英文字母、数字和连字符，不带扩展名，如 huji"));
            case DATE -> JSON.stringNode(date(CellText.text(cell)));
            case LINE -> {
                var text = CellText.text(cell);
                if (LINE_BREAK.matcher(text).find() || !text.equals(text.strip()))
                    throw new Unreadable("有换行或制表符，或者前后有空格；只能写一行");
                if (text.startsWith("#")) throw new Unreadable("不能用“#”开头；请换个写法");
                yield JSON.stringNode(choice(text));
            }
            case TEXT -> JSON.stringNode(choice(CellText.text(cell)));
        };
    }

    private String choice(String text) throws Unreadable {
        if (words.isEmpty()) return text;
        for (var word : words.entrySet()) if (word.getValue().equals(text)) return word.getKey();
        if (field.equals(FACT) && ID.matcher(text).matches()) return NAMED + text;
        throw new Unreadable("不能写“" + shortened(text) + "”；可以写：" + String.join("、", words.values())
                + (field.equals(FACT) ? "，或者别的事实的编号（小写英文、数字和连字符）" : ""));
    }

    private static String date(String text) throws Unreadable {
        try {
            return LocalDate.parse(text).toString();
        } catch (java.time.format.DateTimeParseException e) {
            throw new Unreadable("日历上没有“" + shortened(text) + "”这一天；要写成 2026-01-31 这样");
        }
    }

    private static String matching(String text, Pattern pattern, String meaning) throws Unreadable {
        if (pattern.matcher(text).matches()) return text;
        throw new Unreadable("“" + shortened(text) + "”写法不对；应当是：" + meaning);
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 20) + "…" + text.substring(text.length() - 10);
    }
}
