package banshi.corpus.history;

import banshi.corpus.history.Said.Parts;
import banshi.corpus.history.Said.Sort;
import banshi.corpus.xlsx.FieldWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file says otherwise than another version of it (比较), field by field as editors know them. */
final class Comparison {
    private final String file;
    private final List<Change> changes = new ArrayList<>();

    private Comparison(String file) {
        this.file = file;
    }

    /** In the order of the file; null is a file that is not there. */
    static List<Change> of(String file, @Nullable Said before, @Nullable Said after) {
        var comparison = new Comparison(file);
        var named = before == null || after == null ? after : Alignment.named(before, after);
        comparison.compare(List.of(), before, named, false);
        return comparison.changes;
    }

    /** What a file says, by fields as editors know them, in order. */
    static Map<List<String>, Said> fields(String file, Said said) {
        var fields = new LinkedHashMap<List<String>, Said>();
        fields(file, List.of(), said, fields);
        return fields;
    }

    private static void fields(String file, List<String> path, Said said, Map<List<String>, Said> into) {
        if (said instanceof Parts parts && !FieldWords.of(file, path).isField())
            parts.of().forEach((name, part) -> fields(file, below(path, name), part, into));
        else into.put(path, said);
    }

    static List<String> below(List<String> path, String name) {
        var below = new ArrayList<>(path);
        below.add(name);
        return List.copyOf(below);
    }

    /** What a field or an entry says, in words; empty if it is not there. */
    static String words(String file, List<String> path, @Nullable Said said) {
        return said == null ? "" : FieldWords.of(file, path).value(said.tree());
    }

    /** Whether they say the same to an editor, to whom the order of rows is nothing. */
    static boolean isSame(@Nullable Said one, @Nullable Said other) {
        if (one instanceof Parts a && other instanceof Parts b && a.sort() == Sort.ROWS && b.sort() == Sort.ROWS)
            return a.of().equals(b.of());
        return one == null ? other == null : one.equals(other);
    }

    private void compare(List<String> path, @Nullable Said before, @Nullable Said after, boolean isEntry) {
        if (isSame(before, after)) return;
        var from = before instanceof Parts parts ? parts : null;
        var to = after instanceof Parts parts ? parts : null;
        var isWhole = isEntry && (before == null || after == null);
        if (isWhole || (from == null && to == null) || FieldWords.of(file, path).isField()) {
            changes.add(new Change(Field.of(file, path), words(file, path, before), words(file, path, after)));
            if (isWhole) within(path, from, to);
            return;
        }
        var isList = saysEntries(from) || saysEntries(to);
        for (var name : names(from, to)) compare(below(path, name), part(from, name), part(to, name), isList);
        if (from != null && to != null && to.sort().saysOrder()) order(path, from, to);
    }

    /** Lists within an entry that came or went have rows of their own. */
    private void within(List<String> path, @Nullable Parts from, @Nullable Parts to) {
        for (var name : names(from, to)) {
            var below = below(path, name);
            var before = part(from, name);
            var after = part(to, name);
            var isList = (before != null ? before : after) instanceof Parts parts
                    && parts.sort().isList();
            if (isList && !FieldWords.of(file, below).isField()) compare(below, before, after, false);
        }
    }

    private void order(List<String> path, Parts from, Parts to) {
        var before = from.names().stream().filter(to.of()::containsKey).toList();
        var after = to.names().stream().filter(from.of()::containsKey).toList();
        if (!before.equals(after))
            changes.add(new Change(Field.order(file, path), order(path, from, before), order(path, to, after)));
    }

    private String order(List<String> path, Parts parts, List<String> names) {
        var words = new ArrayList<String>();
        for (var name : names) {
            var said = words(file, below(path, name), part(parts, name))
                    .lines()
                    .findFirst()
                    .orElse("");
            words.add(said.length() <= 30 ? said : said.substring(0, 30) + "…");
        }
        return String.join("\n", words);
    }

    private static boolean saysEntries(@Nullable Parts parts) {
        return parts != null && parts.sort() != Sort.FIELDS;
    }

    private static Set<String> names(@Nullable Parts from, @Nullable Parts to) {
        var names = new LinkedHashSet<String>();
        if (from != null) names.addAll(from.names());
        if (to != null) names.addAll(to.names());
        return names;
    }

    private static @Nullable Said part(@Nullable Parts parts, String name) {
        return parts == null ? null : parts.of().get(name);
    }
}
