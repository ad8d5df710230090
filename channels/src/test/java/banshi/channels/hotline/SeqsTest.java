package banshi.channels.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeqsTest {
    @Test
    void tellsUpToWhereNothingIsMissing() {
        var seqs = new Seqs();
        assertThat(seqs.last()).isZero();
        seqs.add(2);
        assertThat(seqs.last()).isZero();
        seqs.add(1);
        assertThat(seqs.last()).isEqualTo(2);
        seqs.add(5);
        seqs.add(3);
        assertThat(seqs.last()).isEqualTo(3);
        assertThat(seqs).hasToString("1-3,5");
        seqs.add(4);
        assertThat(seqs).hasToString("1-5");
    }

    @Test
    void isTheSameInWhateverOrderTheyCome() {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        var order = IntStream.rangeClosed(1, 500).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        var seqs = new Seqs();
        for (int i = 0; i < order.size(); i++) {
            assertThat(seqs.knows(order.get(i))).as("seed %d", seed).isFalse();
            seqs.add(order.get(i));
            seqs = Seqs.of(seqs.toString());
            int known = i + 1;
            for (int j = 0; j < order.size(); j++)
                assertThat(seqs.knows(order.get(j))).as("seed %d", seed).isEqualTo(j < known);
        }
        assertThat(seqs).hasToString("1-500");
    }

    @Test
    void fillsAColumnAtMost() {
        var seqs = new Seqs();
        for (int i = 0; i < Seqs.MOST_RUNS; i++) seqs.add(2_000_000_000 + 2 * i);
        assertThat(seqs.isFullFor(7)).isTrue();
        assertThat(seqs.isFullFor(2_000_000_001)).isFalse();
        assertThat(seqs.toString().length()).isLessThan(100_000);
    }
}
