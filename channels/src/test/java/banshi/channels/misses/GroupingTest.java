package banshi.channels.misses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final int DIMENSIONS = 64;
    private final Random random = new Random(Long.getLong("test.seed", 42));

    private float[] anywhere() {
        return unit(IntStream.range(0, DIMENSIONS)
                .mapToDouble(_ -> random.nextGaussian())
                .toArray());
    }

    private float[] near(float[] middle, double spread) {
        return unit(IntStream.range(0, DIMENSIONS)
                .mapToDouble(d -> middle[d] + spread * random.nextGaussian() / Math.sqrt(DIMENSIONS))
                .toArray());
    }

    private static float[] unit(double[] vector) {
        double norm = Math.sqrt(IntStream.range(0, vector.length)
                .mapToDouble(d -> vector[d] * vector[d])
                .sum());
        var unit = new float[vector.length];
        for (int d = 0; d < vector.length; d++) unit[d] = (float) (vector[d] / norm);
        return unit;
    }

    @Test
    void findsWhatBelongsTogetherHoweverDenseAndLeavesTheRestAlone() {
        var vectors = new ArrayList<float[]>();
        for (int i = 0; i < 40; i++) vectors.add(anywhere());
        var tight = anywhere();
        for (int i = 0; i < 8; i++) vectors.add(near(tight, 0.1));
        var loose = anywhere();
        for (int i = 0; i < 8; i++) vectors.add(near(loose, 0.5));

        var groups = Grouping.of(vectors).stream()
                .map(g -> g.members().stream().sorted().toList())
                .collect(Collectors.toSet());

        assertThat(groups)
                .containsExactlyInAnyOrder(
                        IntStream.range(40, 48).boxed().toList(),
                        IntStream.range(48, 56).boxed().toList());
    }

    @Test
    void isTheSameEachTime() {
        var vectors = new ArrayList<float[]>();
        for (int m = 0; m < 5; m++) {
            var middle = anywhere();
            for (int i = 0; i < 5; i++) vectors.add(near(middle, 0.4));
        }

        assertThat(Grouping.of(vectors)).isEqualTo(Grouping.of(vectors));
    }

    @Test
    void neverHoldsWhatIsFarFromItsMiddle() {
        var vectors = new ArrayList<float[]>();
        for (int i = 0; i < 60; i++) { // a chain, each near the one before
            vectors.add(i == 0 ? anywhere() : near(vectors.getLast(), 0.35));
        }

        assertThat(Grouping.of(vectors))
                .isNotEmpty()
                .allSatisfy(group -> assertThat(group.members())
                        .allSatisfy(member -> assertThat(Grouping.dot(
                                        vectors.get(member),
                                        vectors.get(group.members().getFirst())))
                                .isGreaterThanOrEqualTo(Grouping.NEAR)));
    }

    @Test
    void takesFewAndNone() {
        var one = anywhere();
        assertThat(Grouping.of(List.of())).isEmpty();
        assertThat(Grouping.of(List.of(one, one))).isEmpty();
        assertThat(Grouping.of(Collections.nCopies(3, one)))
                .singleElement()
                .satisfies(group -> assertThat(group.members()).hasSize(3));
        assertThat(Grouping.of(List.of(one, near(one, 0.1), near(one, 0.1), near(one, 0.1))))
                .hasSize(1);
    }
}
