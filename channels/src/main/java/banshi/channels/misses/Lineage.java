package banshi.channels.misses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Which cluster of today is which of yesterday (簇的延续): the pair that shares the most members finds itself first, and each is in one pair at most. Where one splits, the greater part keeps
 * the name; where two become one, the one that gave more does. Pure.
 */
final class Lineage {
    private Lineage() {}

    private record Kin(int group, String former, int shared) {}

    /**
     * Names for the groups, in their order.
     *
     * @param groups hashes of the members of each
     * @param former which hash was of which cluster
     * @param fresh a name that nobody has
     */
    static List<String> names(List<Set<String>> groups, Map<String, String> former, Supplier<String> fresh) {
        var kin = new ArrayList<Kin>();
        for (int g = 0; g < groups.size(); g++) {
            var shared = new HashMap<String, Integer>();
            for (var member : groups.get(g)) {
                var cluster = former.get(member);
                if (cluster != null) shared.merge(cluster, 1, Integer::sum);
            }
            int group = g;
            shared.forEach((cluster, count) -> kin.add(new Kin(group, cluster, count)));
        }
        kin.sort(Comparator.comparingInt((Kin k) -> -k.shared())
                .thenComparing(Kin::former)
                .thenComparingInt(Kin::group));
        var names = new HashMap<Integer, String>();
        var taken = new HashSet<String>();
        for (var k : kin) if (!names.containsKey(k.group()) && taken.add(k.former())) names.put(k.group(), k.former());
        return IntStream.range(0, groups.size())
                .mapToObj(g -> names.computeIfAbsent(g, _ -> fresh.get()))
                .toList();
    }
}
