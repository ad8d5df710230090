package banshi.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncoderAdapterTest {
    private static final String BIAS = "encoder.layer.3.output.LayerNorm.bias";
    private static final int RANK = 2;

    private final byte[] published = OnnxSentenceEncoder.publishedModel();

    private EncoderAdapter adapter(float size) {
        var random = new Random(1);
        var weights = new QuantizedWeights(published.clone());
        var products = new ArrayList<EncoderAdapter.Product>();
        for (String name : weights.matrices()) {
            var shape = weights.shape(name);
            products.add(new EncoderAdapter.Product(
                    RANK,
                    numbers(shape.getFirst() * RANK, size, random),
                    numbers(RANK * shape.getLast(), size, random)));
        }
        var bias = weights.values(BIAS);
        bias[0] += size;
        return new EncoderAdapter(
                EncoderAdapter.checksum(published), products, List.of(new EncoderAdapter.Vector(BIAS, bias)));
    }

    private static float[] numbers(int count, float size, Random random) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) numbers[i] = (float) random.nextGaussian() * size;
        return numbers;
    }

    private static byte[] written(EncoderAdapter adapter) throws IOException {
        var out = new ByteArrayOutputStream();
        adapter.write(out);
        return out.toByteArray();
    }

    private static EncoderAdapter read(byte[] bytes) throws IOException {
        return EncoderAdapter.read(new ByteArrayInputStream(bytes));
    }

    @Test
    void addsItsProductsToTheMatrices() {
        var adapter = adapter(0.1f);
        var before = new QuantizedWeights(published.clone());
        var after = new QuantizedWeights(adapter.applyTo(published));
        var name = before.matrices().get(5);
        int columns = before.shape(name).getLast();
        var product = adapter.products().get(5);
        int row = 7, column = 3;
        float added = 0;
        for (int r = 0; r < RANK; r++) added += product.down()[row * RANK + r] * product.up()[r * columns + column];
        assertThat(after.values(name)[row * columns + column] - before.values(name)[row * columns + column])
                .isCloseTo(added, within(0.02f));
        assertThat(after.values(BIAS)[0] - before.values(BIAS)[0]).isCloseTo(0.1f, within(1e-6f));
    }

    @Test
    void anAdapterOfNothingLeavesThePublishedModelAsItIs() {
        assertThat(adapter(0).applyTo(published)).isEqualTo(published);
    }

    @Test
    void leavesThePublishedModelAlone() {
        var before = published.clone();
        adapter(0.1f).applyTo(published);
        assertThat(published).isEqualTo(before);
    }

    @Test
    void readsWhatItWroteInHalfPrecision() throws IOException {
        var once = read(written(adapter(0.1f)));
        var twice = read(written(once));
        assertThat(twice.applyTo(published)).isEqualTo(once.applyTo(published));
        assertThat(once.products().getFirst().down()[0])
                .isCloseTo(adapter(0.1f).products().getFirst().down()[0], within(1e-4f));
    }

    @Test
    void refusesAModelThatItWasNotTrainedOn() {
        var adapter = adapter(0.1f);
        var other = adapter.applyTo(published);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adapter.applyTo(other))
                .withMessageContaining("./banshi train");
    }

    @Test
    void refusesAFileThatIsCutShortOrNone() throws IOException {
        var bytes = written(adapter(0.1f));
        assertThatIllegalArgumentException().isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length / 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> read("no adapter at all".getBytes()));
    }
}
