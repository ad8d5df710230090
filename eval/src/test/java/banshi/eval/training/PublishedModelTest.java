package banshi.eval.training;

import static org.assertj.core.api.Assertions.assertThat;

import banshi.assistant.retrieval.OnnxSentenceEncoder;
import banshi.assistant.retrieval.OnnxWeights;
import banshi.assistant.retrieval.QuantizedWeights;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rule of rounding that a tuned model goes through is the one by which the published int8 model was made. */
class PublishedModelTest {
    private static final String FLOAT_MODEL = "/bge-small-zh-v1.5.onnx";

    @Test
    void thePublishedFloatModelRoundsToThePublishedInt8ModelByteForByte() throws IOException {
        var published = OnnxSentenceEncoder.publishedModel();
        var floats = new OnnxWeights(floatModel());
        var model = published.clone();
        var file = new OnnxWeights(model);
        var weights = new QuantizedWeights(model);
        for (String name : floats.names()) {
            for (String part : new String[] {name, name + "_quantized", name + "_scale"})
                if (file.has(part)) file.putRaw(part, zeros(file.raw(part).length));
        }
        assertThat(model).isNotEqualTo(published);

        for (String name : floats.names()) weights.put(name, floats.floats(name));

        assertThat(Arrays.equals(model, published)).isTrue(); // 24 MB: not to be printed
    }

    private static byte[] zeros(int length) {
        return new byte[length];
    }

    private static byte[] floatModel() throws IOException {
        try (var in = PublishedModelTest.class.getResourceAsStream(FLOAT_MODEL)) {
            return java.util.Objects.requireNonNull(in, FLOAT_MODEL).readAllBytes();
        }
    }
}
