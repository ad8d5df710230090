package banshi.corpus.history;

import banshi.corpus.history.Said.Parts;
import banshi.corpus.history.Said.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings two versions of a file together that come from one (合并), field by field.
 *
 * <p>A field that one side changed is as that side has it; what both changed alike is so; what both changed otherwise is a conflict. So is
 * an entry that one side took out while the other changed it, and an order that both changed. Entries that both sides put in the same
 * place stand there in the order of what they say, so that it does not matter which side comes first. Rows of tables and words of lists
 * have no order that anybody could quarrel about.
 */
final class Merge {
    private static final String START = "";
    private static final Parts NOTHING = new Parts(Sort.FIELDS, new LinkedHashMap<>());

    private final String file;
    private final List<Saved.Conflict> conflicts = new ArrayList<>();

    private Merge(String file) {
        this.file = file;
    }

    /**
     * @param said what the file says now, null if it is gone; of no use if there are conflicts
     * @param conflicts in the order of the file
     */
    record Outcome(@Nullable Said said, List<Saved.Conflict> conflicts) {}

    /** Null is a file that is not there. */
    static Outcome of(String file, @Nullable Said base, @Nullable Said ours, @Nullable Said theirs) {
        var merge = new Merge(file);
        var from = base == null ? NOTHING : base;
        var said = merge.merge(
                List.of(),
                base,
                ours == null ? null : Alignment.named(from, ours),
                theirs == null ? null : Alignment.named(from, theirs));
        return new Outcome(said, List.copyOf(merge.conflicts));
    }

    private @Nullable Said merge(List<String> path, @Nullable Said base, @Nullable Said ours, @Nullable Said theirs) {
        if (Objects.equals(ours, theirs) || Objects.equals(base, ours)) return theirs;
        if (Objects.equals(base, theirs)) return ours;
        var lists = isList(base) || isList(ours) || isList(theirs);
        if ((ours instanceof Parts && theirs instanceof Parts) || lists) {
            var sort = sort(ours, theirs);
            if (fits(base, lists) && fits(ours, lists) && fits(theirs, lists))
                return parts(path, sort, parts(base, sort), parts(ours, sort), parts(theirs, sort));
        }
        conflict(Field.of(file, path), path, base, ours, theirs);
        return base;
    }

    private void conflict(
            Field field, List<String> path, @Nullable Said base, @Nullable Said ours, @Nullable Said theirs) {
        conflicts.add(new Saved.Conflict(
                field,
                Comparison.words(file, path, base),
                Comparison.words(file, path, ours),
                Comparison.words(file, path, theirs)));
    }

    private static boolean isList(@Nullable Said said) {
        return said instanceof Parts parts && parts.sort().isList();
    }

    /** Whether it can be merged by its parts; a list that is not there is an empty one. */
    private static boolean fits(@Nullable Said said, boolean asList) {
        return said == null || (said instanceof Parts parts && parts.sort().isList() == asList);
    }

    private static Sort sort(@Nullable Said ours, @Nullable Said theirs) {
        if (ours instanceof Parts parts) return parts.sort();
        return theirs instanceof Parts parts ? parts.sort() : Sort.ROWS;
    }

    private static Parts parts(@Nullable Said said, Sort sort) {
        return said instanceof Parts parts ? parts : new Parts(sort, new LinkedHashMap<>());
    }

    private @Nullable Said parts(List<String> path, Sort sort, Parts base, Parts ours, Parts theirs) {
        var merged = new LinkedHashMap<String, Said>();
        for (var name : order(path, sort, base, ours, theirs)) {
            var part = merge(
                    Comparison.below(path, name),
                    base.of().get(name),
                    ours.of().get(name),
                    theirs.of().get(name));
            if (part != null) merged.put(name, part);
        }
        return merged.isEmpty() ? null : new Parts(sort, merged);
    }

    // ---- order ----

    /** All names of the three, in the order in which the merged parts stand. */
    private Set<String> order(List<String> path, Sort sort, Parts base, Parts ours, Parts theirs) {
        var spine = spine(path, sort, base, ours, theirs);
        var mine = fresh(base, ours);
        var other = fresh(base, theirs);
        var order = new LinkedHashSet<>(run(mine, other, START));
        for (var name : spine) {
            order.add(name);
            order.addAll(run(mine, other, name));
        }
        return order;
    }

    /** What both put behind the same name: the run that reads first, then the other. */
    private static List<String> run(Map<String, List<String>> ours, Map<String, List<String>> theirs, String behind) {
        var mine = ours.getOrDefault(behind, List.of());
        var other = theirs.getOrDefault(behind, List.of());
        var run = new ArrayList<String>();
        var mineFirst = String.join("\n", mine).compareTo(String.join("\n", other)) <= 0;
        run.addAll(mineFirst ? mine : other);
        run.addAll(mineFirst ? other : mine);
        return run;
    }

    /** The new names, each run of them by the old name that it stands behind. */
    private static Map<String, List<String>> fresh(Parts base, Parts side) {
        var runs = new HashMap<String, List<String>>();
        var behind = START;
        for (var name : side.names()) {
            if (base.of().containsKey(name)) behind = name;
            else runs.computeIfAbsent(behind, b -> new ArrayList<>()).add(name);
        }
        return runs;
    }

    /** The names of the base in the order that a side gave them. */
    private List<String> spine(List<String> path, Sort sort, Parts base, Parts ours, Parts theirs) {
        var mine = spine(base, ours);
        var other = spine(base, theirs);
        if (mine.equals(other) || other.equals(base.names())) return mine;
        if (mine.equals(base.names())) return other;
        var both = new HashSet<>(ours.names());
        both.retainAll(theirs.names());
        if (sort.saysOrder() && !among(both, mine).equals(among(both, other)))
            conflict(Field.order(file, path), path, base, ours, theirs);
        return mine.toString().compareTo(other.toString()) <= 0 ? mine : other;
    }

    private static List<String> among(Set<String> some, List<String> order) {
        return order.stream().filter(some::contains).toList();
    }

    /** What the side took out stands behind what it stood behind. */
    private static List<String> spine(Parts base, Parts side) {
        var gone = new HashMap<String, List<String>>();
        var behind = START;
        for (var name : base.names()) {
            if (side.of().containsKey(name)) behind = name;
            else gone.computeIfAbsent(behind, b -> new ArrayList<>()).add(name);
        }
        var spine = new ArrayList<>(gone.getOrDefault(START, List.of()));
        for (var name : side.names()) {
            if (!base.of().containsKey(name)) continue;
            spine.add(name);
            spine.addAll(gone.getOrDefault(name, List.of()));
        }
        return spine;
    }
}
