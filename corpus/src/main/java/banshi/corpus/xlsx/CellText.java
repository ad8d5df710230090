package banshi.corpus.xlsx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How words stand in a cell (单元格写法): as they are, but for what a spreadsheet would lose or nobody would see, which is written with
 * a backslash. Lists are separated by {@code ；}, options of a situation by {@code |}.
 */
final class CellText {
    /** A cell holds no more in any spreadsheet program. */
    static final int LONGEST = 32_767;

    /** Spreadsheet programs read this as one character. */
    private static final Pattern OFFICE_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    /** Four hexadecimal digits, of a character that stands for itself. */
    private static final Pattern ESCAPED = Pattern.compile("(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}");

    private CellText() {}

    /** A text of several lines ends with a line break in the files, which is not shown. */
    static String ofText(String text) {
        if (!text.contains("\n")) return escaped(text);
        if (text.endsWith("\n") && text.indexOf('\n') < text.length() - 1)
            return escaped(text.substring(0, text.length() - 1));
        return escaped(text) + (text.endsWith("\n") ? "" : "\\c");
    }

    static String text(String cell) throws Unreadable {
        visible(cell);
        if (cell.endsWith("\\c") && !cell.endsWith("\\\\c")) return plain(cell.substring(0, cell.length() - 2));
        return plain(cell) + (cell.contains("\n") ? "\n" : "");
    }

    static String ofList(List<String> words) {
        return words.stream()
                .map(w -> escaped(w).replace("；", "\\；").replace(";", "\\;").replace("\n", "\\n"))
                .collect(Collectors.joining("；"));
    }

    static List<String> list(String cell) throws Unreadable {
        visible(cell);
        var words = new ArrayList<String>();
        for (String part : split(cell, "；;")) {
            if (part.isBlank()) throw new Unreadable("有空的一项；两项之间写一个“；”，最后不用写");
            words.add(plain(part.strip()));
        }
        return words;
    }

    static String ofWhen(Map<String, List<String>> when) {
        return when.entrySet().stream()
                .map(e -> e.getKey() + "=" + String.join("|", e.getValue()))
                .collect(Collectors.joining("; "));
    }

    static Map<String, List<String>> when(String cell) throws Unreadable {
        visible(cell);
        var when = new LinkedHashMap<String, List<String>>();
        for (String part : split(cell, "；;")) {
            var sides = part.replace('＝', '=').split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank())
                throw new Unreadable("“" + part.strip() + "”写法不对；要写成 情形编号=选项编号，几个选项用“|”隔开，几个情形用“; ”隔开");
            var options = new ArrayList<String>();
            for (String option : sides[1].split("[|｜]", -1)) options.add(option.strip());
            if (when.put(sides[0].strip(), options) != null)
                throw new Unreadable("情形“" + sides[0].strip() + "”写了两次；请并成一个，选项用“|”隔开");
        }
        return when;
    }

    /** At separators that have no backslash before them. */
    private static List<String> split(String cell, String separators) {
        var parts = new ArrayList<String>();
        int from = 0;
        boolean meant = false; // behind a backslash it is no separator
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (!meant && separators.indexOf(c) >= 0) {
                parts.add(cell.substring(from, i));
                from = i + 1;
            }
            meant = !meant && c == '\\';
        }
        parts.add(cell.substring(from));
        return parts;
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean atEnd = i == 0 || i == text.length() - 1;
            if (c == '\\') out.append("\\\\");
            else if (c == '\n') out.append(atEnd ? "\\n" : "\n");
            else if (isHidden(c) || (atEnd && isBlank(c))) out.append("\\u%04X".formatted((int) c));
            else out.append(c);
        }
        return OFFICE_ESCAPE.matcher(out).replaceAll("\\\\u005F");
    }

    private static String plain(String cell) throws Unreadable {
        if (cell.indexOf('\\') < 0) return cell;
        var out = new StringBuilder();
        int i = 0;
        while (i < cell.length()) {
            char c = cell.charAt(i);
            if (c != '\\') {
                out.append(c);
                i++;
                continue;
            }
            char kind = i + 1 < cell.length() ? cell.charAt(i + 1) : ' ';
            if ("\\；;|".indexOf(kind) >= 0) out.append(kind);
            else if (kind == 'n') out.append('\n');
            else if (kind == 'u'
                    && ESCAPED.matcher(cell).region(i + 2, cell.length()).lookingAt()) {
                out.append((char) Integer.parseInt(cell.substring(i + 2, i + 6), 16));
                i += 4; // and two below
            } else throw new Unreadable("“\\”后面的字读不懂；要写“\\”本身请写两个“\\\\”");
            i += 2;
        }
        return out.toString();
    }

    /** Nobody finds a blank that cannot be seen. */
    private static void visible(String cell) throws Unreadable {
        if (isBlank(cell.charAt(0)) || isBlank(cell.charAt(cell.length() - 1))) throw new Unreadable("前面或后面有空格、空行；请删掉");
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\n' && isHidden(c))
                throw new Unreadable("第 " + (i + 1) + " 个字是看不见的字符 U+" + "%04X".formatted((int) c) + "；请删掉");
        }
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean isHidden(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (c != ' ' && c != '\u3000' && Character.isSpaceChar(c));
    }
}
