package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OnnxWeightsTest {
    private static final String MATRIX = "onnx::MatMul_541_quantized";
    private static final String SCALE = "onnx::MatMul_541_scale";
    private static final String BIAS = "encoder.layer.0.attention.self.query.bias";

    private final byte[] model = OnnxSentenceEncoder.publishedModel();
    private final OnnxWeights weights = new OnnxWeights(model);

    @Test
    void findsTheTensorsOfTheModelAndTheirShapes() {
        assertThat(weights.names()).hasSize(96).contains(MATRIX, SCALE, BIAS);
        assertThat(weights.shape(MATRIX)).containsExactly(512, 512);
        assertThat(weights.floats(SCALE)).hasSize(512);
        assertThat(weights.isSigned(MATRIX)).isTrue();
        assertThat(weights.isSigned("embeddings.word_embeddings.weight_quantized"))
                .isFalse();
    }

    @Test
    void readsStepsOfSevenBitsWhoseScaleIsThatOfTheirColumn() {
        byte largest = 0;
        for (byte step : weights.raw(MATRIX)) largest = (byte) Math.max(largest, Math.abs(step));
        assertThat(largest).isEqualTo((byte) 64);
    }

    @Test
    void writesInPlaceAndNothingElse() {
        var before = model.clone();
        var bias = weights.floats(BIAS);
        bias[3] += 1;
        weights.putFloats(BIAS, bias);
        assertThat(new OnnxWeights(model).floats(BIAS)).containsExactly(bias);
        assertThat(different(before, model)).isBetween(1, Float.BYTES);
    }

    @Test
    void aModelWithAnotherBiasGivesOtherVectors() {
        var bias = weights.floats(BIAS);
        Arrays.fill(bias, 1);
        weights.putFloats(BIAS, bias);
        try (var published = OnnxSentenceEncoder.openPublished();
                var changed = OnnxSentenceEncoder.of(model)) {
            assertThat(changed.encode("身份证丢了")).isNotEqualTo(published.encode("身份证丢了"));
            assertThat(changed.fingerprint()).isNotEqualTo(published.fingerprint());
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.putFloats(BIAS, new float[2]))
                .withMessageContaining(BIAS)
                .withMessageContaining("2048");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.floats("nothing"))
                .withMessageContaining("nothing");
        assertThatIllegalArgumentException().isThrownBy(() -> weights.floats(MATRIX));
    }

    @Test
    void refusesAFileThatIsCutShort() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnnxWeights(Arrays.copyOf(model, model.length / 2)))
                .withMessageContaining("model");
        assertThatIllegalArgumentException().isThrownBy(() -> new OnnxWeights("no model at all".getBytes()));
    }

    private static int different(byte[] a, byte[] b) {
        int different = 0;
        for (int i = 0; i < a.length; i++) if (a[i] != b[i]) different++;
        return different;
    }
}
