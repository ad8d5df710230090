package banshi.eval.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private final NDManager manager = Engine.getInstance().newBaseManager();
    private final NDArray value = manager.create(new float[] {1, -2, 3});
    private final AdamW optimizer = new AdamW(manager);

    AdamWTest() {
        value.setRequiresGradient(true);
        optimizer.add(List.of(value), 0.1, 0);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** The gradient of {@code factors · value²}. */
    private void learn(float... factors) {
        try (var scope = manager.newSubManager()) {
            try (var collector = Engine.getInstance().newGradientCollector()) {
                var weighed = scope.create(factors).mul(value).mul(value);
                collector.backward(weighed.sum());
            }
            optimizer.step(1, 1e9, scope);
        }
    }

    private float[] gradient() {
        try (var gradient = value.getGradient()) {
            return gradient.toFloatArray();
        }
    }

    @Test
    void movesAgainstTheGradientAndForgetsIt() {
        learn(1, 1, 1);
        assertThat(value.toFloatArray()).containsExactly(new float[] {0.9f, -1.9f, 2.9f}, within());
        assertThat(gradient()).containsOnly(0);
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(1e-4f);
    }

    @Test
    void leavesOutAStepWhoseGradientIsNotFinite() {
        learn(1, Float.NaN, 1);
        assertThat(value.toFloatArray()).containsExactly(1, -2, 3);
        assertThat(gradient()).containsOnly(0);
        learn(1, 1, 1);
        assertThat(value.toFloatArray()).containsExactly(new float[] {0.9f, -1.9f, 2.9f}, within());
    }

    /** A gradient that was set from a Java buffer would be overwritten by what takes the buffer's place. */
    @Test
    void keepsGradientsWhereTheCollectorDoesNotFreeThem() {
        learn(1, 1, 1);
        System.gc();
        var others = new ArrayList<ByteBuffer>();
        for (int i = 0; i < 2_000; i++) {
            var other = ByteBuffer.allocateDirect(12);
            for (int b = 0; b < 12; b++) other.put(b, (byte) 0x41);
            others.add(other);
        }
        assertThat(gradient()).containsOnly(0);
        assertThat(others).hasSize(2_000);
    }
}
