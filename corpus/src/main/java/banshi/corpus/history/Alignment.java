package banshi.corpus.history;

import banshi.corpus.history.Said.Parts;
import banshi.corpus.history.Said.Sort;
import banshi.corpus.history.Said.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds in another version what is in the first (对齐), and gives it the name that it has there.
 *
 * <p>An entry with an id is the one with that id. One without is the one that says the same, wherever it stands now; else the most alike
 * of those that stood near the same place, if it is alike by half; else it is new. Likeness is Dice's coefficient over pairs of
 * characters of what is written in Chinese: ids and kinds say little. An entry is compared with at most {@value #REACH} others to either side, so that a table of thousands of rows costs no
 * more than a hundred times its reading.
 */
final class Alignment {
    private static final int REACH = 20;
    private static final double ALIKE = 0.5;

    private Alignment() {}

    /** The other version with the names of the first. */
    static Said named(Said first, Said other) {
        if (!(first instanceof Parts from && other instanceof Parts to)) return other;
        if (!to.sort().isList() || !from.sort().isList()) return fields(from, to);
        var names = names(from, to);
        var named = new LinkedHashMap<String, Said>();
        to.of().forEach((name, said) -> {
            var known = names.get(name);
            if (known == null) named.put(free(name, from, named.keySet()), said);
            else named.put(known, named(Objects.requireNonNull(from.of().get(known)), said));
        });
        return new Parts(to.sort(), named);
    }

    private static Parts fields(Parts from, Parts to) {
        var named = new LinkedHashMap<String, Said>();
        to.of().forEach((name, said) -> {
            var known = from.of().get(name);
            named.put(name, known == null ? said : named(known, said));
        });
        return new Parts(to.sort(), named);
    }

    /** A new entry does not take the name that another entry was born with. */
    private static String free(String name, Parts from, Set<String> taken) {
        var free = name;
        while (from.of().containsKey(free) || taken.contains(free)) free += "\u00B7";
        return free;
    }

    /** The name in the first version of each entry of the other that is there. */
    private static Map<String, String> names(Parts from, Parts to) {
        var names = new HashMap<String, String>();
        var left = new HashSet<>(from.of().keySet());
        to.of().forEach((name, said) -> {
            if (hasId(name, said)
                    && left.contains(name)
                    && hasId(name, Objects.requireNonNull(from.of().get(name)))) {
                names.put(name, name);
                left.remove(name);
            }
        });
        var same = new HashMap<String, Deque<String>>();
        from.of().forEach((name, said) -> {
            if (left.contains(name))
                same.computeIfAbsent(Said.words(said), w -> new ArrayDeque<>()).add(name);
        });
        to.of().forEach((name, said) -> {
            if (names.containsKey(name)) return;
            var known = same.getOrDefault(Said.words(said), new ArrayDeque<>()).poll();
            if (known == null) return;
            names.put(name, known);
            left.remove(known);
        });
        alike(from, to, names, left);
        return names;
    }

    /** Entries that have been found on neither side, of the same gap between those that have. */
    private static void alike(Parts from, Parts to, Map<String, String> names, Set<String> left) {
        var gaps = new HashMap<String, List<String>>();
        var last = "";
        for (var entry : from.of().entrySet()) {
            if (!left.contains(entry.getKey())) last = entry.getKey();
            else if (!hasId(entry.getKey(), entry.getValue()))
                gaps.computeIfAbsent(last, g -> new ArrayList<>()).add(entry.getKey());
        }
        if (gaps.isEmpty()) return;
        last = "";
        int place = 0;
        for (var entry : to.of().entrySet()) {
            var known = names.get(entry.getKey());
            if (known != null) {
                last = known;
                place = 0;
                continue;
            }
            if (hasId(entry.getKey(), entry.getValue())) continue;
            var gap = gaps.getOrDefault(last, List.of());
            var best = "";
            double most = ALIKE;
            for (int i = Math.max(0, place - REACH); i < Math.min(gap.size(), place + REACH); i++) {
                if (!left.contains(gap.get(i))) continue;
                double likeness = likeness(Objects.requireNonNull(from.of().get(gap.get(i))), entry.getValue());
                if (likeness > most || (likeness == most && best.isEmpty())) {
                    most = likeness;
                    best = gap.get(i);
                }
            }
            place++;
            if (best.isEmpty()) continue;
            names.put(entry.getKey(), best);
            left.remove(best);
        }
    }

    /** Whether an entry goes by an id rather than by what it says. */
    private static boolean hasId(String name, Said said) {
        return said instanceof Parts parts
                && parts.sort() == Sort.FIELDS
                && parts.of().values().stream()
                        .anyMatch(v -> v instanceof Value(var value)
                                && value.isString()
                                && value.stringValue().equals(name));
    }

    private static double likeness(Said one, Said other) {
        var pairs = pairs(prose(one));
        var others = pairs(prose(other));
        int all = pairs.values().stream().mapToInt(n -> n).sum()
                + others.values().stream().mapToInt(n -> n).sum();
        int shared = pairs.entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), others.getOrDefault(e.getKey(), 0)))
                .sum();
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    /** What is written in Chinese; all of it where nothing is. */
    private static String prose(Said said) {
        var words = values(said).toList();
        var prose = words.stream().filter(w -> w.chars().anyMatch(c -> c > 127)).collect(Collectors.joining("\n"));
        return prose.isEmpty() ? String.join("\n", words) : prose;
    }

    private static Stream<String> values(Said said) {
        return switch (said) {
            case Value value -> Stream.of(Said.words(value));
            case Parts parts -> parts.of().values().stream().flatMap(Alignment::values);
        };
    }

    private static Map<String, Integer> pairs(String words) {
        var pairs = new HashMap<String, Integer>();
        for (int i = 0; i + 2 <= words.length(); i++) pairs.merge(words.substring(i, i + 2), 1, Integer::sum);
        return pairs;
    }
}
