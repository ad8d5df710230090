package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {
    private static final String MATRIX = "onnx::MatMul_541";

    private final byte[] model = OnnxSentenceEncoder.publishedModel();
    private final QuantizedWeights weights = new QuantizedWeights(model);

    @Test
    void namesSixMatricesForEachOfFourLayersInTheOrderOfTheFile() {
        assertThat(weights.matrices()).hasSize(24).startsWith(MATRIX).endsWith("onnx::MatMul_592");
        assertThat(weights.shape("onnx::MatMul_552")).containsExactly(512, 2048);
    }

    @Test
    void putsBackWhatItReadWithoutChangingAByte() {
        var before = model.clone();
        weights.put(MATRIX, weights.values(MATRIX));
        assertThat(model).isEqualTo(before);
    }

    @Test
    void roundsToWithinHalfAStepOfTheColumn() {
        var values = weights.values(MATRIX);
        for (int i = 0; i < values.length; i++) values[i] *= 1 + (i % 7) / 100f;
        weights.put(MATRIX, values);
        var rounded = new QuantizedWeights(model).values(MATRIX);
        for (int column = 0; column < 512; column++) {
            float largest = 0;
            for (int i = column; i < values.length; i += 512) largest = Math.max(largest, Math.abs(values[i]));
            for (int i = column; i < values.length; i += 512)
                assertThat(rounded[i]).isCloseTo(values[i], within(largest / 64 * 0.501f));
        }
    }
}
