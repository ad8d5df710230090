package banshi.channels.misses;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Groups sentence vectors by meaning (按意思归类), by HDBSCAN: groups may be as dense as they like and need not be told how many they are, and what lies alone is left alone.
 * Who is not near the middle of the group is put out of it again. Deterministic; O(n²) time in one thread, some 5 s for 4,000 vectors of 512 numbers; how it compares with DBSCAN
 * is in docs/adr/0029. Method: Campello et al., "Hierarchical Density Estimates for Data Clustering", TKDD 10 (2015).
 */
final class Grouping {
    /** A group has as many different wordings. */
    static final int SMALLEST = 3;

    /** A cosine with the middle of the group. */
    static final double NEAR = 0.5;

    /** Groups whose middles have this cosine are one. */
    static final double ALIKE = 0.75;

    /** The nearest other counts as the neighbourhood: questions are few and far between. */
    private static final int NEIGHBOURS = 1;

    private static final int NOISE = 0;

    private Grouping() {}

    /**
     * Some of those that were grouped.
     *
     * @param members the middle one first, then by nearness to it; places in the list that was grouped
     */
    record Group(List<Integer> members) {
        Group {
            members = List.copyOf(members);
        }

        int middle() {
            return members.getFirst();
        }
    }

    /** @param vectors of norm 1 */
    static List<Group> of(List<float[]> vectors) {
        if (vectors.size() < SMALLEST) return List.of();
        var groups = new ArrayList<Group>();
        for (var dense : dense(vectors)) {
            var group = aroundTheMiddle(dense, vectors);
            if (group.members().size() >= SMALLEST) joined(group, groups, vectors);
        }
        return groups;
    }

    /** Where there is no group, all may be one: HDBSCAN never takes everything together. */
    private static List<List<Integer>> dense(List<float[]> vectors) {
        var members = new TreeMap<Integer, List<Integer>>();
        if (vectors.size() > SMALLEST) {
            var labels = new HdbscanTrainer(
                            SMALLEST,
                            DistanceType.L2.getDistance(),
                            NEIGHBOURS,
                            1,
                            NeighboursQueryFactoryType.BRUTE_FORCE)
                    .train(dataset(vectors))
                    .getClusterLabels();
            for (int i = 0; i < labels.size(); i++)
                if (labels.get(i) != NOISE)
                    members.computeIfAbsent(labels.get(i), _ -> new ArrayList<>())
                            .add(i);
        }
        if (!members.isEmpty()) return List.copyOf(members.values());
        return List.of(IntStream.range(0, vectors.size()).boxed().toList());
    }

    /** Where a few are all that there is, HDBSCAN takes one group for two. */
    private static void joined(Group group, List<Group> groups, List<float[]> vectors) {
        for (int g = 0; g < groups.size(); g++) {
            var other = groups.get(g);
            if (dot(vectors.get(group.middle()), vectors.get(other.middle())) < ALIKE) continue;
            var both = new ArrayList<>(other.members());
            both.addAll(group.members());
            groups.set(g, aroundTheMiddle(both, vectors));
            return;
        }
        groups.add(group);
    }

    private static MutableDataset<ClusterID> dataset(List<float[]> vectors) {
        var factory = new ClusteringFactory();
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("sentence vectors", factory), factory);
        int dimensions = vectors.getFirst().length;
        var names = IntStream.range(0, dimensions)
                .mapToObj(i -> String.valueOf(10_000 + i)) // in the order in which they are sorted
                .toArray(String[]::new);
        for (var vector : vectors)
            dataset.add(new ArrayExample<>(
                    new ClusterID(ClusterID.UNASSIGNED),
                    names,
                    IntStream.range(0, dimensions).mapToDouble(i -> vector[i]).toArray()));
        return dataset;
    }

    private static Group aroundTheMiddle(List<Integer> group, List<float[]> vectors) {
        var mean = new float[vectors.getFirst().length];
        for (int member : group) {
            var vector = vectors.get(member);
            for (int d = 0; d < mean.length; d++) mean[d] += vector[d];
        }
        var toMean = Comparator.comparingDouble((Integer member) -> -dot(vectors.get(member), mean));
        int middle = group.stream().min(toMean).orElseThrow();
        var nearness = new HashMap<Integer, Double>();
        for (int member : group) nearness.put(member, dot(vectors.get(member), vectors.get(middle)));
        return new Group(group.stream()
                .filter(member -> nearness.getOrDefault(member, 0.0) >= NEAR)
                .sorted(Comparator.comparingDouble((Integer member) -> -nearness.getOrDefault(member, 0.0)))
                .toList());
    }

    static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) sum += one[d] * other[d];
        return sum;
    }
}
