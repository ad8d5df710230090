package banshi.channels.curation;

import banshi.channels.cache.Caches;
import banshi.corpus.history.ContentHistory;
import banshi.corpus.history.Field;
import banshi.corpus.history.Revision;
import banshi.corpus.yaml.ContentFile;
import com.github.benmanes.caffeine.cache.Cache;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds words anywhere in the content (全局搜索). What a revision says is gathered at the first search, some seconds for all files; of another revision only the files that differ are
 * read. Practice fragments (tellings) are left out: there are too many of them, and nobody edits them one by one. Thread-safe.
 */
public final class Search {
    private static final int REVISIONS = 3;
    private static final int MOST = 50;
    private static final int AROUND = 24;

    private final ContentHistory history;
    private final Cache<Revision.Id, Map<String, List<Said>>> known =
            Caches.newBuilder().maximumSize(REVISIONS).build();
    private Revision.@Nullable Id last;

    Search(ContentHistory history) {
        this.history = history;
    }

    /** Something that a file says, and where. */
    private record Said(List<String> path, String words) {}

    /**
     * A place where the words stand.
     *
     * @param words what stands around them
     */
    public record Found(Field field, String words) {}

    /** Where the words stand: names first, then all else in the order of the files. */
    List<Found> find(Revision.Id at, String words) {
        var names = new ArrayList<Found>();
        var others = new ArrayList<Found>();
        said(at).forEach((file, all) -> {
            for (var one : all) {
                int where = one.words().indexOf(words);
                if (where < 0) continue;
                var into = isName(one.path()) ? names : others;
                if (into.size() < MOST)
                    into.add(new Found(Field.of(file, one.path()), around(one.words(), where, words)));
            }
        });
        names.addAll(others);
        return List.copyOf(names.subList(0, Math.min(MOST, names.size())));
    }

    private static boolean isName(List<String> path) {
        return path.size() == 1
                && (path.getFirst().equals("name") || path.getFirst().equals("short-name"));
    }

    private static String around(String text, int where, String words) {
        int from = Math.max(0, where - AROUND);
        int to = Math.min(text.length(), where + words.length() + AROUND);
        return (from > 0 ? "…" : "") + text.substring(from, to).replace('\n', ' ') + (to < text.length() ? "…" : "");
    }

    private synchronized Map<String, List<Said>> said(Revision.Id at) {
        var there = known.getIfPresent(at);
        if (there != null) return there;
        var before = last == null ? null : known.getIfPresent(last);
        var changed = before == null || last == null ? Set.<String>of() : Set.copyOf(history.changedFiles(last, at));
        var all = new LinkedHashMap<String, List<Said>>();
        for (var file : history.files(at)) {
            if (file.startsWith("tellings/")) continue;
            var same = before == null || changed.contains(file) ? null : before.get(file);
            all.put(
                    file,
                    same != null
                            ? same
                            : history.file(at, file).map(Search::said).orElse(List.of()));
        }
        known.put(at, all);
        last = at;
        return all;
    }

    private static List<Said> said(ContentFile file) {
        var said = new ArrayList<Said>();
        gather(file.tree(), List.of(), said);
        return said;
    }

    private static void gather(JsonNode node, List<String> path, List<Said> said) {
        if (node.isString()) said.add(new Said(path, node.stringValue()));
        else if (node.isObject()) node.properties().forEach(e -> gather(e.getValue(), below(path, e.getKey()), said));
        else
            for (var item : node) {
                var id = item.path("id").asString("");
                gather(item, id.isEmpty() ? path : below(path, id), said);
            }
    }

    private static List<String> below(List<String> path, String name) {
        var below = new ArrayList<>(path);
        below.add(name);
        return below;
    }
}
