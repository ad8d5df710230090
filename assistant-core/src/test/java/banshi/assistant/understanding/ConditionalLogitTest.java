package banshi.assistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConditionalLogitTest {
    private static final double[] TRUE = {2.0, -1.0, 0.0};

    private static float[][] alternatives(Random random) {
        var alternatives = new float[4][TRUE.length];
        for (float[] x : alternatives) for (int f = 0; f < x.length; f++) x[f] = (float) random.nextGaussian();
        return alternatives;
    }

    private static int drawn(double[] p, Random random) {
        double u = random.nextDouble();
        for (int i = 0; i < p.length; i++) if ((u -= p[i]) < 0) return i;
        return p.length - 1;
    }

    private static boolean[] only(int right, int of) {
        var only = new boolean[of];
        only[right] = true;
        return only;
    }

    private static List<ConditionalLogit.Example> choices(int count) {
        var random = new Random(1);
        var truth = new ConditionalLogit(List.of(2.0, -1.0, 0.0));
        var examples = new ArrayList<ConditionalLogit.Example>();
        for (int i = 0; i < count; i++) {
            var alternatives = alternatives(random);
            var right = drawn(truth.probabilities(alternatives), random);
            examples.add(new ConditionalLogit.Example(alternatives, only(right, alternatives.length)));
        }
        return examples;
    }

    @Test
    void recoversTheWeightsByWhichChoicesWereMade() {
        var fitted = ConditionalLogit.fit(choices(4_000), TRUE.length, ConditionalLogit.LIGHT)
                .weights();

        for (int f = 0; f < TRUE.length; f++) assertThat(fitted.get(f)).isCloseTo(TRUE[f], within(0.15));
    }

    @Test
    void anyOfTheRightOnesWillDo() {
        float[][] three = {{1, 0}, {0, 1}, {0, 0}};
        var examples = List.of(new ConditionalLogit.Example(three, new boolean[] {true, true, false}));

        var p = ConditionalLogit.fit(examples, 2, ConditionalLogit.LIGHT).probabilities(three);

        assertThat(p[0]).isCloseTo(p[1], within(0.01)).isGreaterThan(0.4);
    }

    @Test
    void givesProbabilitiesThatAddUpHoweverFarApartTheScores() {
        var model = new ConditionalLogit(List.of(1000.0));

        var p = model.probabilities(new float[][] {{1}, {0}, {-1}, {0.999f}});

        assertThat(p[0] + p[1] + p[2] + p[3]).isCloseTo(1, within(1e-12));
        assertThat(p[0]).isGreaterThan(p[3]).isGreaterThan(0.7);
        assertThat(p[2]).isZero();
    }

    @Test
    void learnsTheSameFromTheSame() {
        assertThat(ConditionalLogit.fit(choices(50), TRUE.length, ConditionalLogit.LIGHT)
                        .weights())
                .isEqualTo(ConditionalLogit.fit(choices(50), TRUE.length, ConditionalLogit.LIGHT)
                        .weights());
    }
}
