package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BestTest {
    @Test
    void givesThePlacesOfTheLargestTheLargestFirst() {
        assertThat(Best.of(new float[] {1, 5, 3, 4}, 2)).containsExactly(1, 3);
    }

    @Test
    void ofEqualOnesTheEarlierComesFirst() {
        assertThat(Best.of(new float[] {2, 2, 3, 2}, 3)).containsExactly(2, 0, 1);
    }

    @Test
    void givesAllWhereThereAreFewer() {
        assertThat(Best.of(new float[] {1, 2}, 5)).containsExactly(1, 0);
        assertThat(Best.of(new float[] {}, 5)).isEmpty();
    }

    @Test
    void agreesWithSorting() {
        long seed = Long.getLong("test.seed", System.nanoTime());
        var random = new Random(seed);
        var values = new float[200];
        for (int i = 0; i < values.length; i++) values[i] = random.nextInt(50);
        var sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -values[i]).thenComparingInt(i -> i))
                .limit(20)
                .mapToInt(Integer::intValue)
                .toArray();
        assertThat(Best.of(values, 20)).as("seed %d", seed).isEqualTo(sorted);
    }
}
