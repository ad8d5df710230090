package banshi.corpus.history;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Where what a file says comes from (来历).
 *
 * <p>To find who changed a field last, all fields start at the revision asked about and walk back together. At each revision a field goes
 * on to the first parent that says the same of it; where none does, it was changed there. The names that {@link Alignment} gives keep
 * an entry the same entry on the way.
 */
final class Past {
    private final GitStore store;
    private final String file;

    Past(GitStore store, String file) {
        this.store = store;
        this.file = file;
    }

    /** Fields on their way back. */
    private record Walk(RevCommit at, Said said, Set<List<String>> fields) {}

    /** In the order of the file; empty if there is no such file, or none that can be read. */
    List<LastChange> lastChanges(ObjectId revision) throws IOException {
        try (var walk = new RevWalk(store.repository())) {
            var start = walk.parseCommit(revision);
            var said = said(start);
            if (said.isEmpty()) return List.of();
            var fields = Comparison.fields(file, said.get());
            var found = new HashMap<List<String>, Revision>();
            var left = new ArrayDeque<Walk>();
            left.add(new Walk(start, said.get(), new HashSet<>(fields.keySet())));
            while (!left.isEmpty()) step(walk, left.remove(), left, found);
            var changes = new ArrayList<LastChange>();
            fields.forEach((path, value) -> changes.add(new LastChange(
                    Field.of(file, path),
                    Comparison.words(file, path, value),
                    Objects.requireNonNull(found.get(path)))));
            return changes;
        }
    }

    private void step(RevWalk walk, Walk now, ArrayDeque<Walk> left, Map<List<String>, Revision> found)
            throws IOException {
        var at = now.at();
        var blob = store.blob(at.getTree(), file);
        for (boolean passed = true; passed; ) { // over all that left the file as it is, without reading it
            passed = false;
            for (var parent : at.getParents()) {
                walk.parseHeaders(parent);
                if (!store.blob(parent.getTree(), file).equals(blob)) continue;
                at = parent;
                passed = true;
                break;
            }
        }
        var rest = new HashSet<>(now.fields());
        for (var parent : at.getParents()) {
            if (rest.isEmpty()) return;
            walk.parseHeaders(parent);
            var before = said(parent);
            if (before.isEmpty()) continue;
            var named = Alignment.named(now.said(), before.get());
            var was = Comparison.fields(file, named);
            var is = Comparison.fields(file, now.said());
            var same = new HashSet<List<String>>();
            for (var field : rest) if (Comparison.isSame(was.get(field), is.get(field))) same.add(field);
            if (same.isEmpty()) continue;
            rest.removeAll(same);
            left.add(new Walk(parent, named, same));
        }
        if (rest.isEmpty()) return;
        walk.parseBody(at);
        var revision = revision(at);
        rest.forEach(field -> found.put(field, revision));
    }

    private Optional<Said> said(RevCommit commit) throws IOException {
        return Optional.ofNullable(FileVersion.said(file, store.text(commit.getTree(), file)));
    }

    /**
     * What each revision changed, the newest first; revisions that only bring others' changes in are passed over.
     *
     * @param record the only one whose changes are told; empty for all
     */
    List<PastChange> changes(ObjectId revision, String record) throws IOException {
        var past = new ArrayList<PastChange>();
        try (var walk = new RevWalk(store.repository())) {
            walk.sort(RevSort.TOPO);
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(file), TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(revision));
            for (var commit : walk) {
                var changes = changes(commit).stream()
                        .filter(c -> record.isEmpty() || c.field().record().equals(record))
                        .toList();
                if (!changes.isEmpty()) past.add(new PastChange(revision(commit), changes));
            }
        }
        return past;
    }

    /** What it says that none of the revisions it comes from said. */
    private List<Change> changes(RevCommit commit) throws IOException {
        var whole = store.commit(commit); // the walk shows parents as it simplified them
        var now = store.text(whole.getTree(), file);
        if (whole.getParentCount() == 0) return FileVersion.changes(file, null, now);
        var changes = against(whole.getParent(0), now);
        for (int i = 1; i < whole.getParentCount() && !changes.isEmpty(); i++) {
            var others = against(whole.getParent(i), now).stream()
                    .map(c -> List.of(c.field(), c.after()))
                    .collect(Collectors.toSet());
            changes = changes.stream()
                    .filter(c -> others.contains(List.of(c.field(), c.after())))
                    .toList();
        }
        return changes;
    }

    private List<Change> against(AnyObjectId before, @Nullable String now) throws IOException {
        return FileVersion.changes(file, store.text(store.commit(before).getTree(), file), now);
    }

    static Revision revision(RevCommit commit) {
        var by = commit.getAuthorIdent();
        return new Revision(
                new Revision.Id(commit.name()),
                Author.of(by.getName(), by.getEmailAddress()),
                by.getWhenAsInstant(),
                commit.getFullMessage().strip());
    }
}
